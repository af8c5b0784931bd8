// The suggested mapping and the fields of the destinations that use a mapping.
import { get, post } from '../../lib/api.js';
import { isNotice } from '../../parts/destinations.js';

/** The destinations whose fields a mapping must fit: the shown one, or all that use the mapping of the form. */
export function mappedDestinations(draft, types) {
  if (draft.destination) return [draft.destination];
  const all = draft.allDestinations;
  const sharing = all.filter((one) => !one.mapping && !isNotice(types, one));
  return sharing.length ? sharing : all.slice(0, 1);
}

/**
 * Loads the suggestions for each destination. A destination that is not saved yet is sent with its settings.
 *
 * @return `{mapping, unfilled, fields, unread}`: the mapping of the first destination, the fields of all, and the names of those
 *     whose fields cannot be read, for example because a setting is missing
 */
export async function suggestions(pageId, formId, destinations, isSaved, signal) {
  const path = `/pages/${pageId}/forms/${formId}/suggested-mapping`;
  const one = async (destination) => {
    try {
      return await (isSaved(destination) ? get(path, { destination: destination.name }, signal) : post(path, { destination }, { signal }));
    } catch (failure) {
      if (failure.status !== 400) throw failure;
      return { mapping: [], unfilled: [], fields: [], fieldsRead: false };
    }
  };
  const all = destinations.length ? await Promise.all(destinations.map(one)) : [await get(path, {}, signal)];
  return {
    mapping: all[0].mapping,
    unfilled: [...new Set(all.flatMap((suggestion) => suggestion.unfilled))],
    fields: [...new Map(all.flatMap((suggestion) => suggestion.fields).map((field) => [field.name, field])).values()],
    unread: destinations.filter((_, i) => !all[i].fieldsRead).map((destination) => destination.name ?? destination.type),
  };
}
