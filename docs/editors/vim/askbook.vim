" Colours askbook records in Markdown, for Vim and Neovim.
" Put it at ~/.vim/after/syntax/markdown.vim (Neovim: ~/.config/nvim/after/syntax/markdown.vim).

if exists('b:askbook_syntax')
  finish
endif
let b:askbook_syntax = 1

" A record: a line that begins with a marker, after a bullet, a checkbox and a date.
syntax match askbookRecord /\v\c^\s*%([-*+]\s+|\d{1,9}[.)]\s+)?%(\[.\]\s+)?%(\d{4}-\d\d-\d\d\s+)?#%(plan|ask|step|yes|partial|no|silence|withdrawn|lesson|review|rest|ghosted|rejected|accepted)%([\/ \t:,.!?;].*)?$/
      \ contains=askbookMarker,askbookDate,askbookTag,askbookWho,askbookKey,askbookId,askbookCheckbox,markdownCode,markdownLinkText,markdownLink,markdownBold,markdownItalic
      \ containedin=markdownListMarker,markdownItem
syntax match askbookCheckbox /\v\[.\]\ze\s/ contained
syntax match askbookDate /\v<\d{4}-\d\d-\d\d\ze\s+#/ contained
syntax match askbookTag /\v(^|[[:blank:](])\zs#\a[[:alnum:]_\/-]*/ contained
syntax match askbookMarker /\v\c(^|[[:blank:]])\zs#%(plan|ask|step|yes|partial|no|silence|withdrawn|lesson|review|rest|ghosted|rejected|accepted)>/ contained
syntax match askbookWho /\v(^|[[:blank:](])\zs\@[[:alnum:]][[:alnum:]_.-]*/ contained
syntax match askbookKey /\v\c<%(size|fear|odds|via|worth|due|re|wait|sting|public)>:%("[^"]*"|[^[:blank:]]+)/ contained contains=askbookKeyName
syntax match askbookKeyName /\v^?\a+\ze:/ contained
syntax match askbookId /\v[[:blank:]]\zs\^[[:alnum:]-]+\ze\s*$/ contained

highlight default link askbookMarker Statement
highlight default link askbookDate Number
highlight default link askbookCheckbox Operator
highlight default link askbookTag Tag
highlight default link askbookWho Type
highlight default link askbookKey String
highlight default link askbookKeyName Identifier
highlight default link askbookId Label
