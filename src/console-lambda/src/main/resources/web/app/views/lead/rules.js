// The actions that the API allows for a lead in its state; other buttons are not shown.
const markable = ['Error', 'Unconfigured', 'Disabled'];
const processable = [...markable, 'Loss'];

const isReal = (lead) => !lead.erasedAt && lead.reason !== 'META_DASHBOARD_TEST';
const isMalformed = (lead) => lead.leadgenId.startsWith('malformed-');

export const canBeProcessed = (lead) => isReal(lead) && !isMalformed(lead) && processable.includes(lead.status);
export const canBeRetried = (lead) => isReal(lead) && lead.status === 'Pending';
export const canBeMarked = (lead) => isReal(lead) && markable.includes(lead.status);
export const canBeCorrected = (lead) => canBeProcessed(lead);
export const canBeErased = (lead) => !lead.erasedAt;

/** Whether the lead needs attention. */
export const needsAPerson = (lead) => canBeMarked(lead) || (lead.status === 'Pending' && Boolean(lead.reason));

/** Whether the lead was corrected, and was not processed after that. The history entry of a correction does not change the status. */
export const isCorrectedSince = (lead) => {
  const last = lead.history.at(-1);
  return Boolean(lead.correctedPayload && last && last.from === last.to);
};

/** A Processed lead can still be sent to a destination that has not received it. */
export const canBeSentTo = (lead, delivery) => isReal(lead) && lead.status !== 'Pending' && delivery.state === 'Failed';

/** The deliveries. An old log without deliveries has only the reference of its record. */
export const deliveriesOf = (lead) => {
  if (lead.deliveries?.length) return lead.deliveries;
  const reference = lead.leadDocReference;
  return reference ? [{ name: reference.type, type: reference.type, state: 'Delivered', reference }] : [];
};

/** The names of the destinations that have not received the lead, in the order of the configuration. */
export function destinationNames(lead, { page, form } = {}) {
  const owner = form?.destinations || form?.destination ? form : page;
  const configured = owner?.destinations?.map((one) => one.name) ?? [];
  const taken = deliveriesOf(lead).filter((one) => one.state === 'Delivered').map((one) => one.name);
  return configured.filter((name) => !taken.includes(name));
}
