/**
 * Suggests a mapping from the meanings of a form's questions and the fields of a destination. The
 * entry point is {@link dev.leadlog.suggestion.MappingSuggester}.
 */
package dev.leadlog.suggestion;
