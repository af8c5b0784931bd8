/** Turns HTML into text; the entry point is {@link dev.leadlog.html.HtmlText}. */
package dev.leadlog.html;
