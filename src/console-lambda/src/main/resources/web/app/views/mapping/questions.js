// The questions of the form that are not mapped yet, each with a suggestion.
import { html, nothing } from 'lit';
import { t } from '../../lib/text.js';
import { asList } from '../../lib/lists.js';
import { stepWords } from './steps.js';

/** The suggested fields of a question that are not mapped yet: a full name can fill two fields. */
const suggestionsFor = (question, suggested, mapping) =>
  suggested.filter((field) => asList(field.metaField).includes(question.key) && !mapping.some((other) => other.leadField === field.leadField));

const unmapped = (questions, mapping) => questions.filter((question) => !mapping.some((field) => asList(field.metaField).includes(question.key)));

/** @param add is called with the new entries of the mapping */
export function unmappedQuestions(questions, suggested, mapping, add) {
  const open = unmapped(questions, mapping);
  if (!open.length) return nothing;
  const suggestions = [...new Set(open.flatMap((question) => suggestionsFor(question, suggested, mapping)))];
  return html`<section class="unmapped" aria-labelledby="unmapped-title">
    <div class="row spread">
      <h3 id="unmapped-title">${t('mapping.unmapped', { count: open.length })}</h3>
      ${suggestions.length > 1 ? html`<button type="button" class="small" @click=${() => add(...suggestions)}>${t('mapping.acceptAll', { count: suggestions.length })}</button>` : nothing}
    </div>
    <ul>
      ${open.map((question) => one(question, suggestionsFor(question, suggested, mapping), add))}
    </ul>
  </section>`;
}

const one = (question, suggestions, add) => html`<li class="map-pair">
  <div class="map-from">
    <strong dir="auto">${question.label ?? question.key}</strong>
    <p class="hint">${questionHint(question)}</p>
  </div>
  <span class="arrow" aria-hidden="true">→</span>
  <div class="map-to">
    ${suggestions.length ? suggestions.map(suggested) : html`<p class="hint">${t('mapping.noSuggestion')}</p>`}
  </div>
  <div class="map-buttons">
    ${suggestions.length
      ? html`<button type="button" class="small" aria-label=${t('mapping.acceptFor', { question: question.label ?? question.key })} @click=${() => add(...suggestions)}>${t('mapping.accept')}</button>`
      : nothing}
    <button
      type="button"
      class="${suggestions.length ? 'quiet' : ''} small"
      aria-label=${t('mapping.mapFor', { question: question.label ?? question.key })}
      @click=${() => add({ metaField: question.key, leadField: suggestions.length ? '' : fieldName(question.key) })}
    >
      ${t('mapping.byHand')}
    </button>
  </div>
</li>`;

const suggested = ({ leadField, format }) => html`<code>${leadField}</code>
  <p class="hint">${(format ?? []).map(stepWords).join(', ') || t('mapping.asItIs')}</p>`;

/** Key, type and options in one line. */
function questionHint(question) {
  const options = (question.options ?? []).map((option) => option.value ?? option.key ?? option);
  return [question.key, question.type, options.join(' / ')].filter(Boolean).join(' · ');
}

const fieldName = (key) => key.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '').slice(0, 60);
