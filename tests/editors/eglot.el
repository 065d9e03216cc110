;;; Drives Emacs with eglot against `askbook lsp': what a writer would see and press.
;;; Run as: emacs -Q --batch -l tests/editors/eglot.el, with ASKBOOK and NOTEBOOK set.  -*- lexical-binding: t -*-

(require 'package)
;; Debian's packages lie here, and -Q does not look there.
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'cl-lib)
(require 'flymake)
(require 'xref)

(define-derived-mode journal-mode text-mode "Journal")
(defvar askbook-done 0)
(defvar askbook-root (file-name-as-directory (getenv "NOTEBOOK")))
(add-to-list 'eglot-server-programs
             `(journal-mode . (,(getenv "ASKBOOK") "--today" "2026-06-30" "lsp")))
(setq eglot-sync-connect 30 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil
      eglot-send-changes-idle-time 0 create-lockfiles nil make-backup-files nil vc-handled-backends nil)
;; The notebook is a project: the folder with askbook.toml.
(cl-defmethod project-root ((project (head askbook))) (cdr project))
(add-hook 'project-find-functions (lambda (_) (cons 'askbook askbook-root)))

(defun check (name ok seen)
  (unless ok
    (message "FAILED %s: %S" name seen)
    (kill-emacs 1))
  (setq askbook-done (1+ askbook-done)))

(defun wait-for (name condition)
  (let ((tries 0) (value nil))
    (while (and (not (setq value (funcall condition))) (< tries 300))
      (accept-process-output nil 0.05)
      (setq tries (1+ tries)))
    (check name value "it never came")))

(defun codes ()
  (mapcar (lambda (told) (flymake-diagnostic-text told)) (flymake-diagnostics)))

(find-file (expand-file-name "2026-06-20.md" askbook-root))
(journal-mode)
(apply #'eglot (list (list 'journal-mode) (cons 'askbook askbook-root) 'eglot-lsp-server
                     (list (getenv "ASKBOOK") "--today" "2026-06-30" "lsp") "markdown"))
(check "connect" (eglot-current-server) nil)

;; Diagnostics while typing, with columns that are right after an emoji.
(erase-buffer)
(insert "- #ask 😀 Talk at the meetup @meetup fear:11 ^talk\n- #step re:^talk called\n")
(eglot--signal-textDocument/didChange)
(flymake-mode 1)
(flymake-start)
(wait-for "diagnostics" (lambda () (cl-some (lambda (text) (string-match-p "no value for" text)) (codes))))
(goto-char (point-min))
(search-forward "fear:1")
(let ((told (car (flymake-diagnostics (point)))))
  (check "diagnostic place"
         (and told (equal (buffer-substring (flymake-diagnostic-beg told) (flymake-diagnostic-end told)) "fear:11"))
         told))

;; Hover.
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (goto-char (point-min))
  (search-forward "Talk")
  (setq hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                               (eglot--TextDocumentPositionParams)))
  (check "hover" (string-match-p "open, 10 days out" (plist-get (plist-get hover :contents) :value)) hover))

;; Quick fix.
(goto-char (point-min))
(search-forward "re:^ta")
(eglot-code-actions (point) (point) "quickfix" t)
(wait-for "quick fix" (lambda () (string-match-p "re:talk called" (buffer-string))))

;; Completion of an id.
(goto-char (point-max))
(insert "- #no re:")
(eglot--signal-textDocument/didChange)
(let* ((capf (eglot-completion-at-point))
       (words (all-completions "" (nth 2 capf))))
  (check "completion" (cl-some (lambda (word) (string-match-p "talk" word)) words) words))
(insert "talk\n")
(eglot--signal-textDocument/didChange)

;; Go to the definition.
(search-backward "talk")
(let ((places (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check "definition" (and places (= 1 (xref-location-line (xref-item-location (car places))))) places))

;; Rename, in every file.
;; A writer is asked before another page is changed.
(fset 'y-or-n-p (lambda (&rest _) t))
(eglot-rename "meetup-talk")
(check "rename" (string-match-p "re:meetup-talk" (buffer-string)) (buffer-string))
(with-current-buffer (find-file-noselect (expand-file-name "2026-06-25.md" askbook-root))
  (check "rename elsewhere" (string-match-p "re:meetup-talk breathe" (buffer-string)) (buffer-string)))

(eglot-shutdown (eglot-current-server))
(message "all of %d done" askbook-done)
(kill-emacs 0)
