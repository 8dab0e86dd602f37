" SPDX-License-Identifier: MIT
" Highlighting of #pragma shm: directives, clauses and their words. Vim finds
" this file by itself below its folder of site files; or copy it to
" ~/.vim/after/syntax/c/shm.vim.

syn region shmPragma matchgroup=PreProc
      \ start="^\s*\(#\|%:\)\s*pragma\s\+shm\>" skip="\\$" end="$" keepend
      \ contains=shmDirective,shmClause,shmWord,shmArgument,cComment,cCommentL
syn keyword shmDirective contained parallel for sections section single masked
      \ master critical atomic ordered barrier flush reduce task taskwait
      \ taskgroup cancel cancellation point simd shared private threadprivate
      \ declare reduction
syn keyword shmClause contained num_workers num_threads if default shared
      \ private firstprivate lastprivate reduction copyin copyprivate onfail
      \ error timeout label schedule collapse ordered nowait filter read write
      \ update capture compare seq_cst acquire release acq_rel relaxed
      \ initializer
syn region shmArgument contained start="(" end=")" keepend extend
      \ contains=shmArgument,shmWord,cNumber,cFloat,cString,cOperator,cType
syn keyword shmWord contained static dynamic guided auto runtime monotonic
      \ nonmonotonic none abort retry skip always reproducible min max
      \ shm_in shm_out shm_priv shm_orig
syn keyword cConstant _SHM SHM_OK SHM_SIGNAL SHM_EXIT SHM_FAILED SHM_TIMEOUT
      \ SHM_RESOURCE SHM_DAMAGED
syn keyword cType shm_lock_t shm_nest_lock_t shm_sched_t shm_iteration_t
" Not outside of such a line.
syn cluster cParenGroup add=shmDirective,shmClause,shmWord,shmArgument
syn cluster cPreProcGroup add=shmDirective,shmClause,shmWord,shmArgument
syn cluster cMultiGroup add=shmDirective,shmClause,shmWord,shmArgument

hi def link shmDirective Statement
hi def link shmClause Type
hi def link shmWord Constant
