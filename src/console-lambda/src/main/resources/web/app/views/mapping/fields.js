// The entries of the mapping, and the questions that are not mapped yet.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/text.js';
import { questionsOf, knownFields } from './load.js';
import { mappingChoice } from './choice.js';
import { unmappedQuestions } from './questions.js';
import './row.js';

/** @param mistakes the server's mistakes by the position of the entry */
export function fields(view, data, mistakes) {
  const { draft } = view;
  return html`<section class="card" aria-labelledby="fields-title">
    <h2 id="fields-title">${t('mapping.fields')}</h2>
    <label class="field form-name">
      <span>${t('mapping.formName')}</span>
      <input maxlength="200" autocomplete="off" .value=${draft.form.formName ?? ''} @input=${(event) => view.setParts({ formName: event.target.value || undefined })} />
    </label>
    ${mappingChoice(view, data.catalogue.destinations)}
    ${unread(view.suggestion.value)}
    ${draft.destination && !draft.destination.mapping ? nothing : entries(view, data, mistakes)}
  </section>`;
}

const unread = (suggestion) => (suggestion?.unread?.length ? html`<p class="warning" role="status">${t('mapping.unread', { names: suggestion.unread.join(', ') })}</p>` : nothing);

function entries(view, data, mistakes) {
  const { draft } = view;
  const questions = questionsOf(draft.form, view.atMeta.value);
  const preview = previewOf(view);
  const known = knownFields(data.page, view.suggestion.value, preview);
  return html`<datalist id="lead-fields">${known.map((field) => html`<option value=${field.name}>${fieldLabel(field)}</option>`)}</datalist>
    <div class="map-pair map-heads" aria-hidden="true"><span>${t('mapping.questionsHead')}</span><span></span><span>${t('mapping.fieldsHead')}</span></div>
    ${draft.entries.length ? nothing : html`<p class="hint">${t('mapping.empty')}</p>`}
    ${repeat(
      draft.entries,
      (entry) => entry.key,
      ({ key, field }, n) => html`<mapping-row
        data-key=${key}
        .field=${field}
        .n=${n}
        .last=${n === draft.entries.length - 1}
        .questions=${questions}
        .catalogue=${data.catalogue}
        .trace=${preview?.traces?.find((trace) => trace.leadField === field.leadField)}
        .label=${labelOf(known, field.leadField)}
        .mistakes=${mistakes.fields.get(n)}
        @field-edited=${(event) => (draft.edit(key, event.detail), view.changed())}
        @field-moved=${(event) => view.move(key, event.detail)}
        @field-removed=${() => view.removeField(key)}
      ></mapping-row>`,
    )}
    <div class="row">
      <button type="button" class="small add-field" @click=${() => view.add({ leadField: '', default: '' })}>${t('mapping.addConstant')}</button>
    </div>
    ${unmappedQuestions(questions, view.suggestion.value?.mapping ?? [], draft.mapping, (...fields) => view.add(...fields))}
    ${preview?.unfilled?.length ? html`<p class="warning"><strong>${t('preview.unfilled')}</strong> ${preview.unfilled.join(', ')}</p>` : nothing}`;
}

/** The preview with the shown mapping; another destination may have its own. */
function previewOf({ draft, preview }) {
  const sharing = draft.destination ? draft.destination.name : draft.destinations.find((one) => !one.mapping)?.name;
  return preview?.destinations?.find((one) => one.name === sharing) ?? preview;
}

const fieldLabel = ({ name, label, required }) => [label === name ? null : label, required ? t('mapping.requiredShort.true') : null].filter(Boolean).join(', ');

/** The label of a field at the destination, if it differs from the name. */
function labelOf(known, name) {
  const label = known.find((field) => field.name === name)?.label;
  return label === name ? undefined : label;
}
