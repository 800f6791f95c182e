/**
 * Signs that formats and languages give a meaning to. They are data and stay data: whoever takes them for more has a
 * fault that wants to be found.
 *
 * U+0000 is not among them: PostgreSQL refuses it in text, and a dataset has to be accepted by every store.
 * Source: RFC 4180, RFC 8259 section 7, ECMA-48 (control characters).
 */
export const SIGN_TEXTS: Readonly<Record<string, string>> = {
  'double-quote': 'say "hello"',
  'double-quote-alone': '"',
  'single-quote': "it's",
  'single-quote-alone': "'",
  'doubled-quotes': '""\'\'',
  'typographic-quotes': '“quoted” ‘text’',
  backtick: '`code`',
  backslash: 'C:\\temp\\new',
  'backslash-last': 'ends with \\',
  'escape-sequence-as-text': '\\u0041\\n\\t',
  comma: 'a,b',
  semicolon: 'a;b',
  'vertical-bar': 'a|b',
  tab: 'a\tb',
  'line-feed': 'first\nsecond',
  'carriage-return': 'first\rsecond',
  'carriage-return-line-feed': 'first\r\nsecond',
  'quoted-line-break': '"first\nsecond",third',
  'form-feed': 'page\fbreak',
  'vertical-tab': 'a\vb',
  bell: 'a\u0007b',
  backspace: 'a\bb',
  'escape-colour': '\u001B[31mred\u001B[0m',
  'start-of-heading': '\u0001',
  'unit-separator': 'a\u001Fb',
  'end-of-file': 'a\u001Ab',
  delete: 'a\u007Fb',
  'next-line': 'a\u0085b',
  'all-signs': '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/**
 * Texts that are commands where they are not kept apart from code: spreadsheets, SQL, HTML, templates, shells, paths,
 * logs, headers. None of them does harm where it runs after all: they compute, print or read nothing real.
 *
 * Source: OWASP Web Security Testing Guide 4.2 section 4.7 (input validation); OWASP, "CSV Injection"; CWE-78, CWE-79,
 * CWE-89, CWE-90, CWE-22, CWE-93, CWE-117, CWE-134, CWE-611, CWE-1336.
 */
export const INJECTION_TEXTS: Readonly<Record<string, string>> = {
  'formula-equals': '=1+1',
  'formula-plus': '+1+1',
  'formula-minus': '-1+1',
  'formula-at': '@SUM(1,1)',
  'formula-after-tab': '\t=1+1',
  'formula-link': '=HYPERLINK("https://example.invalid/","open")',
  'sql-quote': "' OR '1'='1",
  'sql-comment': "x'; SELECT 1; --",
  'sql-wildcards': '100%_',
  'sql-dollar-quote': '$$text$$',
  'html-script': '<script>void(0)</script>',
  'html-attribute': '" onmouseover="void(0)',
  'html-image': '<img src=x onerror=void(0)>',
  'html-entity': '&lt;b&gt; &amp; &#39;',
  'html-comment-end': '--> ]]>',
  'xml-entity': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  'link-with-code': 'javascript:void(0)',
  'template-braces': '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what it looks like is the point of it.
  'template-dollar': '${7*7}',
  'template-percent': '<%= 7*7 %>',
  'template-hash': '#{7*7}',
  'format-string': '%s %d %n %x',
  'format-braces': '{0} {name}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what it looks like is the point of it.
  'log-lookup': '${env:EDGE_CASE}',
  'log-new-line': 'ok\n2024-01-01 00:00:00 INFO made up',
  'header-new-line': 'value\r\nX-Edge-Case: 1',
  'shell-substitution': '$(echo edge) `echo case`',
  'shell-separator': '; echo edge | cat &',
  'path-up': '../../edge-case',
  'path-up-windows': '..\\..\\edge-case',
  'path-encoded': '%2e%2e%2fedge-case',
  'ldap-filter': '*)(uid=*))(|(uid=*',
  'json-break-out': '"}, {"edge": "case',
  'document-query': '{"$ne": null}',
  'regular-expression': '^(a+)+$ [ \\',
  'markdown-link': '[text](https://example.invalid/)',
};
