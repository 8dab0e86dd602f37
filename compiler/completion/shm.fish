# SPDX-License-Identifier: MIT
# Completion of shm for fish.

complete -c shm -n __fish_use_subcommand -f -a compdb -d 'Rewrite compile_commands.json'
complete -c shm -n __fish_use_subcommand -f -a info -d 'Show what shmcc and this machine offer'
complete -c shm -n __fish_use_subcommand -f -a report -d 'Make a page of a timeline'
complete -c shm -n __fish_use_subcommand -s h -l help -d 'Print the commands'
complete -c shm -n __fish_use_subcommand -s V -l version -d 'Print the version'
complete -c shm -l color -x -a 'auto always never' -d 'Headings in bold'
complete -c shm -n '__fish_seen_subcommand_from info' -f -s j -l json -d 'As a JSON object'
complete -c shm -n '__fish_seen_subcommand_from report' -s o -l output -r -d 'The page'
