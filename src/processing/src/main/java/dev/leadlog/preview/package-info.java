/**
 * What a lead would become with a mapping, and each field's way there: nothing is delivered, and
 * nothing is written. The door is {@link dev.leadlog.preview.Preview}.
 */
package dev.leadlog.preview;
