// What the API allows for a lead in its state, so that no button is shown that would be refused.
const marked = ['Error', 'Unconfigured', 'Disabled'];
const again = [...marked, 'Loss'];

const isReal = (lead) => !lead.erasedAt && lead.reason !== 'META_DASHBOARD_TEST';
const isMalformed = (lead) => lead.leadgenId.startsWith('malformed-');

export const canBeProcessed = (lead) => isReal(lead) && !isMalformed(lead) && again.includes(lead.status);
export const canBeRetried = (lead) => isReal(lead) && lead.status === 'Pending';
export const canBeMarked = (lead) => isReal(lead) && marked.includes(lead.status);
export const canBeCorrected = (lead) => canBeProcessed(lead);
export const canBeErased = (lead) => !lead.erasedAt;

/** A person has to do something: by itself the lead stays as it is. */
export const needsAPerson = (lead) => canBeMarked(lead) || (lead.status === 'Pending' && Boolean(lead.reason));

/** The lead was corrected, and has not been processed since. A correction is a change from a status to itself. */
export const isCorrectedSince = (lead) => {
  const last = lead.history.at(-1);
  return Boolean(lead.correctedPayload && last && last.from === last.to);
};

/** A Processed lead can still be sent to a destination that has not taken it. */
export const canBeSentTo = (lead, delivery) => isReal(lead) && lead.status !== 'Pending' && delivery.state === 'Failed';

/** The deliveries; a log of before there were several destinations has its only record. */
export const deliveriesOf = (lead) => {
  if (lead.deliveries?.length) return lead.deliveries;
  const reference = lead.leadDocReference;
  return reference ? [{ name: reference.type, type: reference.type, state: 'Delivered', reference }] : [];
};

/** The names of the destinations that have not taken the lead, in the order of the configuration. */
export function destinationNames(lead, { page, form } = {}) {
  const owner = form?.destinations || form?.destination ? form : page;
  const configured = owner?.destinations?.map((one) => one.name) ?? [];
  const taken = deliveriesOf(lead).filter((one) => one.state === 'Delivered').map((one) => one.name);
  return configured.filter((name) => !taken.includes(name));
}
