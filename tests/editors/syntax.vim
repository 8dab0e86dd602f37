" Writes the groups of the words of the directives, with their lines; in the
" lines from 18 on, which are none of ours, only what was taken for one.
let s:names = []
for s:line in [5, 11, 12, 14, 18, 19]
    let s:col = 1
    while s:col <= len(getline(s:line))
        let s:word = matchstr(getline(s:line), '^[a-z_"]\+', s:col - 1)
        let s:name = synIDattr(synID(s:line, s:col, 0), 'name')
        if s:word != '' && (s:line < 18 || s:name =~ '^shm')
            call add(s:names, s:line . ' ' . s:word . ' '
                        \ . s:name)
        endif
        let s:col += max([1, len(s:word)])
    endwhile
endfor
call writefile(s:names, 'names')
quit!
