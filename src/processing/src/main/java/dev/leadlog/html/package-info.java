/** Converts HTML to plain text. The entry point is {@link dev.leadlog.html.HtmlText}. */
package dev.leadlog.html;
