// Loads the data of the editor: the page, the form and its questions at Meta, the catalogue, and the number of waiting leads.
import { get, post } from '../../lib/api.js';
import { attention, catalogue } from '../../lib/store.js';
import { asList } from '../../lib/lists.js';

const mostParts = 20;

/** `page` is null if it is not set up. */
export async function editorData(pageId, formId) {
  const [page, known, counts] = await Promise.all([pageOf(pageId), catalogue(), leadCounts(pageId, formId)]);
  return { page, catalogue: known, ...counts };
}

async function pageOf(pageId) {
  try {
    return await get(`/pages/${pageId}`);
  } catch (failure) {
    if (failure.status === 404) return null;
    throw failure;
  }
}

/** Saving processes the leads that wait for the configuration; a person has to process those in Error. */
async function leadCounts(pageId, formId) {
  const items = await attention().catch(() => []);
  const ofForm = items.filter((item) => item.pageId === pageId && item.formId === formId);
  const count = (status) => ofForm.filter((item) => item.status === status).reduce((sum, item) => sum + item.count, 0);
  return { waiting: count('Unconfigured'), errors: count('Error') };
}

/** The form in Meta's list; null if Meta does not list it. A long list needs several requests. */
export async function formAtMeta(pageId, formId) {
  for (let cursor = null, part = 0; part < mostParts; part++) {
    const { forms, next } = await post(`/pages/${pageId}/forms/refresh`, cursor ? { cursor } : {});
    const form = forms.find((one) => one.formId === formId);
    if (form || !next) return form ?? null;
    cursor = next;
  }
  return null;
}

/** The form's questions at Meta; without a response from Meta, those of the mapping. */
export function questionsOf(form, atMeta) {
  if (atMeta) return atMeta.questions ?? [];
  return [...new Set((form.mapping ?? []).flatMap((field) => asList(field.metaField)))].map((key) => ({ key }));
}

/**
 * The known fields, required ones first. A destination that accepts any field has those that are suggested, missing, or used by
 * another form of the page.
 */
export function knownFields(page, suggestion, preview) {
  const fields = suggestion?.fields ?? [];
  if (fields.length) return [...fields].sort((one, other) => Number(other.required) - Number(one.required));
  const suggested = (suggestion?.mapping ?? []).map((field) => field.leadField);
  const used = (page.forms ?? []).flatMap((form) => (form.mapping ?? []).map((field) => field.leadField));
  return [...new Set([...(suggestion?.unfilled ?? []), ...(preview?.unfilled ?? []), ...suggested, ...used])].map((name) => ({ name, label: name }));
}
