;; Opens the draft named by DRAFT with the set-up in SETUP; writes what is shown to ANSWER; saves if SAVE is set.
(package-initialize)
(setq create-lockfiles nil make-backup-files nil lsp-auto-guess-root t lsp-enable-suggest-server-download nil)
(load (getenv "SETUP") nil t)
(find-file (getenv "DRAFT"))
(when (fboundp 'lsp) (lsp)) ; what `lsp-deferred' does in an idle moment, of which there are none here

(defun shown ()
  "The findings, once the server has spoken: a buffer without a screen has to be told that it is seen."
  (run-hooks 'post-command-hook 'window-configuration-change-hook)
  (accept-process-output nil 0.1)
  (when (bound-and-true-p flymake-mode)
    (flymake-start nil)
    (mapcar (lambda (d) (list (flymake-diagnostic-text d) (1- (flymake-diagnostic-beg d)) (1- (flymake-diagnostic-end d))))
            (flymake-diagnostics))))

(let ((end (time-add nil 40)) found)
  (while (and (not (setq found (shown))) (time-less-p nil end)))
  (when (getenv "SAVE")
    (set-buffer-modified-p t)
    (save-buffer))
  (with-temp-file (getenv "ANSWER")
    (insert (json-serialize (vconcat (mapcar (lambda (f) (vconcat f)) found))))))
