# SPDX-License-Identifier: MIT
# Completion of shmcc for fish: what gcc takes, and shmcc's own options.

complete -c shmcc -w gcc
complete -c shmcc -l shm-translate -d 'Write the translation, do not compile'
complete -c shmcc -l shm-E -d 'Write the preprocessed translation'
complete -c shmcc -l shm-explain -d 'Say what is shared and private'
complete -c shmcc -l shm-force -d 'Translate files without directives too'
complete -c shmcc -l shm-diagnostics-format -x -a 'text json sarif sarif-file' -d 'Form of the messages'
complete -c shmcc -l shm-prefix -x -a '(__fish_complete_directories)' -d 'Headers and library lie below this folder'
complete -c shmcc -l shm-version -d 'Version of shmcc'
complete -c shmcc -l shm-backend-version -d 'Version of the compiler behind it'
complete -c shmcc -l shm-help -d 'Options of shmcc'
complete -c shmcc -l showme -d 'Print the command'
complete -c shmcc -l showme:compile -d 'Print what is added when compiling'
complete -c shmcc -l showme:link -d 'Print what is added when linking'
complete -c shmcc -o Wshm-lost-write -d 'A value that stays in the worker'
complete -c shmcc -o Wshm-private-pointer -d 'Private memory in a shared object'
complete -c shmcc -o Wshm-openmp -d 'Functions of OpenMP in a region'
complete -c shmcc -o Wshm-num-workers -d 'A number of workers below 1'
complete -c shmcc -o Wshm-declare-reduction -d 'A combiner that uses other variables'
complete -c shmcc -o Wshm-retry -d 'An update that a chunk run again does twice'
complete -c shmcc -o Wshm-reduce -d "A master's variable in a reduce block"
