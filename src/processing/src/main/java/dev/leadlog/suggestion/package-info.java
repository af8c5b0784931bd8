/**
 * A mapping to begin with, and what a mapping leaves out: a form's questions, by what they ask for,
 * and the fields of a destination. The door is {@link dev.leadlog.suggestion.MappingSuggester}.
 */
package dev.leadlog.suggestion;
