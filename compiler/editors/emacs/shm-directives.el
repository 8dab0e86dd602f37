;;; shm-directives.el --- highlighting of #pragma shm in C  -*- lexical-binding: t; -*-
;; SPDX-License-Identifier: MIT

;;; Commentary:
;; Directives, clauses and their words in lines that begin with #pragma shm.
;; (require 'shm-directives) in an init file is all that is needed.

;;; Code:

(defconst shm-directives-words
  '("parallel" "for" "sections" "section" "single" "masked" "master" "critical"
    "atomic" "ordered" "barrier" "flush" "reduce" "task" "taskwait" "taskgroup"
    "cancel" "cancellation" "point" "simd" "shared" "private" "threadprivate"
    "declare" "reduction")
  "The words of directives.")

(defconst shm-directives-clauses
  '("num_workers" "num_threads" "if" "default" "firstprivate" "lastprivate"
    "copyin" "copyprivate" "onfail" "error" "timeout" "label" "schedule"
    "collapse" "nowait" "filter" "read" "write" "update" "capture" "compare"
    "seq_cst" "acquire" "release" "acq_rel" "relaxed" "initializer")
  "The clauses that are not words of directives too.")

(defconst shm-directives-values
  '("static" "dynamic" "guided" "auto" "runtime" "monotonic" "nonmonotonic"
    "none" "abort" "retry" "skip" "always" "reproducible" "min" "max")
  "What stands in the parentheses of clauses.")

(defun shm-directives--end ()
  "The end of the directive that point is in: continued lines belong to it."
  (save-excursion
    (end-of-line)
    (while (and (eq (char-before) ?\\) (zerop (forward-line 1)))
      (end-of-line))
    (point)))

(defun shm-directives--matcher (words face)
  "Font lock for WORDS of a directive, in FACE."
  `(,(rx line-start (* blank) "#" (* blank) "pragma" (+ blank) "shm" eow)
    (,(regexp-opt words 'symbols)
     (shm-directives--end) nil (0 ',face keep))))

(defconst shm-directives-keywords
  (list (shm-directives--matcher shm-directives-words font-lock-keyword-face)
        (shm-directives--matcher shm-directives-clauses font-lock-type-face)
        (shm-directives--matcher shm-directives-values
                                 font-lock-constant-face))
  "What is added to the keywords of C modes.")

(dolist (mode '(c-mode c++-mode))
  (font-lock-add-keywords mode shm-directives-keywords t))

(provide 'shm-directives)
;;; shm-directives.el ends here
