/** The columns of the services table; setting them up is every list's own. */
import type { TableSetup } from '../list/table-setup.ts';

const SERVICE_COLUMN_IDS = [
  'name',
  'type',
  'contactAdmin',
  'contactTech',
  'contactBilling',
  'role',
  'expires',
  'status',
  'state',
  'pending',
  'tags',
] as const;
export type ServiceColumnId = (typeof SERVICE_COLUMN_IDS)[number];

export const SERVICE_TABLE: TableSetup<ServiceColumnId> = {
  list: 'services',
  keptAs: 'servicesTable',
  ids: SERVICE_COLUMN_IDS,
  // Type stands below the name, state and requests share a column: what fits beside each other everywhere.
  usual: ['name', 'contactAdmin', 'contactTech', 'contactBilling', 'expires', 'status'],
  main: 'name',
};
