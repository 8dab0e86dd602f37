# SPDX-License-Identifier: MIT
# Completion of shmcc for bash: what gcc takes, and shmcc's own options; and
# of shm.

_shmcc()
{
    local cur=${COMP_WORDS[COMP_CWORD]}
    local own='--shm-translate --shm-E --shm-explain --shm-force
        --shm-diagnostics-format= --shm-prefix= --shm-version
        --shm-backend-version --shm-help --showme --showme:compile
        --showme:link'
    local warnings='-Wshm-lost-write -Wshm-private-pointer -Wshm-num-workers
        -Wshm-openmp -Wshm-declare-reduction -Wshm-reduce -Wshm-retry'

    # bash parts words at = and :.
    case "${COMP_WORDS[*]:COMP_CWORD-2:3}" in
        '--shm-diagnostics-format ='* | *' --shm-diagnostics-format =')
            mapfile -t COMPREPLY < <(
                compgen -W 'text json sarif sarif-file' -- "${cur#=}")
            return
            ;;
        '--shm-prefix ='* | *' --shm-prefix =')
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -d -- "${cur#=}")
            return
            ;;
    esac

    COMPREPLY=()
    if declare -F _comp_load >/dev/null; then
        _comp_load gcc && declare -F _comp_cmd_gcc >/dev/null &&
            _comp_cmd_gcc "$@"
    elif declare -F _completion_loader >/dev/null; then
        declare -F _gcc >/dev/null || _completion_loader gcc
        declare -F _gcc >/dev/null && _gcc "$@"
    fi
    if [[ $cur == -* ]]; then
        local more
        mapfile -t more < <(compgen -W "$own $warnings" -- "$cur")
        COMPREPLY+=("${more[@]}")
        [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] ||
            compopt -o nospace 2>/dev/null
    elif [[ ${#COMPREPLY[@]} == 0 ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
} && complete -F _shmcc shmcc

_shm()
{
    local cur=${COMP_WORDS[COMP_CWORD]} word command=
    local words='--help --version --color='

    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == [a-z]* && -z $command ]] && command=$word
    done
    case $command in
        '') words+=' compdb info report' ;;
        info) words='--help --json' ;;
        report) words='--help --output=' ;;
        *) words=--help ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
    if [[ ${#COMPREPLY[@]} == 0 ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    fi
} && complete -F _shm shm
