// Short messages about the result of an action, announced by screen readers. An error stays until it is closed.
import { html, render } from 'lit';
import { t } from '../lib/text.js';

const shownMillis = 6000;
let messages = [];

function region() {
  let element = document.querySelector('.toasts');
  if (!element) {
    element = document.createElement('div');
    element.className = 'toasts';
    element.setAttribute('role', 'status');
    document.body.append(element);
  }
  return element;
}

function show() {
  render(
    messages.map(
      (message) => html`<div class="toast ${message.kind}">
        <span>${message.text}</span>
        <button class="quiet" aria-label=${t('close')} @click=${() => remove(message)}>✕</button>
      </div>`,
    ),
    region(),
  );
}

function remove(message) {
  messages = messages.filter((other) => other !== message);
  show();
}

function add(kind, text) {
  const message = { kind, text };
  messages = [...messages, message];
  show();
  return message;
}

export function done(text) {
  const message = add('done', text);
  setTimeout(() => remove(message), shownMillis);
}

const failedToast = (failure) => add('failed', failure.message);

/** Runs the action of a button and shows a message about its result. Resolves to undefined after a failure. */
export async function attempt(work, words) {
  try {
    const result = await work();
    if (words) done(typeof words === 'function' ? words(result) : words);
    return result;
  } catch (failure) {
    failedToast(failure);
    return undefined;
  }
}
