/** All requests as the desk tells them, and which are ticked. First values only: what changes them is beside it. */
import type { ContactRequest } from '../../shared/request.ts';
import { NOTHING_SELECTED, type Selection } from '../list/selection.ts';

export type RequestsSlice = {
  requests: ContactRequest[];
  /** Keys of the requests ticked on their list; kept while other screens are looked at. */
  selectedRequests: Selection;
};

export function requestsSlice(): RequestsSlice {
  return { requests: [], selectedRequests: NOTHING_SELECTED };
}
