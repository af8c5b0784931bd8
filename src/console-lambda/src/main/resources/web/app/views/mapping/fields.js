// The entries of the mapping, and the questions that are not mapped yet.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/text.js';
import { questionsOf, fieldNames } from './load.js';
import { unmappedQuestions } from './questions.js';
import './row.js';

/** @param mistakes the server's mistakes by the position of the entry */
export function fields(view, data, mistakes) {
  const { draft } = view;
  const questions = questionsOf(draft.form, view.atMeta.value);
  const ways = view.preview?.ways ?? [];
  return html`<section class="card" aria-labelledby="fields-title">
    <h2 id="fields-title">${t('mapping.fields')}</h2>
    <label class="field form-name">
      <span>${t('mapping.formName')}</span>
      <input maxlength="200" autocomplete="off" .value=${draft.rest.formName ?? ''} @input=${(event) => view.setParts({ formName: event.target.value || undefined })} />
    </label>
    <datalist id="lead-fields">${fieldNames(data.page, view.suggestion.value, view.preview).map((name) => html`<option value=${name}></option>`)}</datalist>
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
        .way=${ways.find((way) => way.leadField === field.leadField)}
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
    ${view.preview?.unfilled?.length ? html`<p class="warning"><strong>${t('preview.unfilled')}</strong> ${view.preview.unfilled.join(', ')}</p>` : nothing}
  </section>`;
}
