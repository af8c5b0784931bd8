// The steps of the set-up: whether each is done, its result, and its content.
import { html, nothing } from 'lit';
import { failed } from '../../lib/view.js';
import { post } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { changePage, pagePath } from '../../lib/page-documents.js';
import { t } from '../../lib/text.js';
import { attempt } from '../../parts/toast.js';
import { badge, tokenState, accessState, subscriptionState, issues } from '../../parts/page-state.js';
import { testLead, arrival } from './test-lead.js';
import './destination.js';

/** The first parameter has page, health and forms as far as they are known; `view` is the set-up view. */
export function stepsOf({ page, health, forms }, view) {
  const steps = [add(page, view)];
  if (!page) return [...steps, ...['access', 'subscribe', 'destination', 'map', 'test', 'arrive'].map(later)];
  steps.push(access(health, page), subscribe(health, view), destination(page, view), map(page, forms));
  if (page.enabled === false) steps.push(enable(view));
  const { newest } = view.watch;
  steps.push(
    { id: 'test', done: Boolean(newest), content: () => (page.forms?.length ? testLead(page, view) : afterMapping()) },
    { id: 'arrive', done: newest?.status === 'Processed', open: Boolean(view.watch.arrived), content: () => (page.forms?.length ? arrival(view) : afterMapping()) },
  );
  return steps;
}

const later = (id) => ({ id, done: false, content: () => html`<p>${t('setup.afterAdd')}</p>` });

const afterMapping = () => html`<p>${t('setup.afterMapping')}</p>`;

const add = (page, view) => ({
  id: 'add',
  done: Boolean(page),
  found: page ? (page.pageName ?? page.pageId) : null,
  content: () =>
    page
      ? html`<p>${t('setup.isAdded')} <a href=${href('setup')}>${t('setup.another')}</a></p>`
      : html`<setup-find .pageId=${view.pageId} @added=${(event) => view.added(event.detail)}></setup-find>`,
});

const isGood = (state) => state.kind === 'good';

function access(health, page) {
  const found = health?.issues?.filter(({ issue }) => issue !== 'NOT_SUBSCRIBED') ?? [];
  const words = new Set([health?.token, health?.leadAccess].filter((part) => part?.notChecked).map((part) => part.message));
  return {
    id: 'access',
    done: isGood(tokenState(health)) && isGood(accessState(health)),
    content: () => html`<dl class="facts">
        <div><dt>${t('pages.token')}</dt><dd>${badge(tokenState(health))}</dd></div>
        <div><dt>${t('pages.access')}</dt><dd>${badge(accessState(health))}</dd></div>
      </dl>
      ${found.length ? issues({ issues: found }) : [...words].map((line) => html`<p>${line}</p>`)}
      <p><a href=${href('pages', [page.pageId])}>${t('setup.toSettings')}</a></p>`,
  };
}

const subscribe = (health, view) => ({
  id: 'subscribe',
  done: isGood(subscriptionState(health)),
  content: () => html`<p>${t('setup.subscribeText')}</p>
    <p>${badge(subscriptionState(health))}</p>
    ${issues({ issues: health?.issues?.filter((found) => found.issue === 'NOT_SUBSCRIBED') })}
    <button @click=${() => begin(view, () => post(`${pagePath(view.pageId)}/subscribe`), t('page.subscribedNow'))}>${t('page.subscribe')}</button>`,
});

const destination = (page, view) => ({
  id: 'destination',
  done: Boolean(page.destination || page.destinations?.length),
  found: (page.destinations ?? [page.destination]).map((one) => one?.name ?? one?.type).filter(Boolean).join(', ') || null,
  content: () => html`<setup-destination .page=${page} @saved=${() => view.check()}></setup-destination>`,
});

const map = (page, forms) => ({
  id: 'map',
  done: Boolean(page.forms?.length),
  found: page.forms?.length ? t('pages.mapped', { count: page.forms.length }) : null,
  content: () => html`<p>${t('setup.mapText')}</p>
    ${forms?.failure ? failed(forms.failure) : nothing} ${formList(page, forms)}`,
});

function formList(page, found) {
  const names = new Map((found?.forms ?? []).filter((form) => form.mapped || found.new.includes(form.formId)).map((form) => [form.formId, form.name]));
  for (const form of page.forms ?? []) names.set(form.formId, form.formName ?? names.get(form.formId));
  if (!names.size) return found?.failure ? nothing : html`<p>${t('setup.noForms')}</p>`;
  const mapped = new Set((page.forms ?? []).map((form) => form.formId));
  return html`<ul class="plain-list lines">
    ${[...names].map(
      ([formId, name]) => html`<li class="row spread">
        <span>${name ?? formId} ${badge(mapped.has(formId) ? { kind: 'good', words: t('page.form.mapped') } : { kind: 'warn', words: t('page.form.new') })}</span>
        <a class="button" href=${href('pages', [page.pageId, 'forms', formId], { back: 'setup' })}>${t(mapped.has(formId) ? 'page.editMapping' : 'attention.mapForm')}</a>
      </li>`,
    )}
  </ul>`;
}

const enable = (view) => ({
  id: 'enable',
  done: false,
  content: () => html`<p>${t('setup.enableText')}</p>
    <button class="primary" @click=${() => begin(view, () => changePage(view.pageId, (now) => ({ ...now, enabled: true })), t('page.enabledNow'))}>
      ${t('page.enable')}
    </button>`,
});

/** Runs the action of a step, then checks all steps again. */
async function begin(view, work, words) {
  if (await attempt(work, words)) await view.check();
}
