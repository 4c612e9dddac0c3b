/**
 * What `changeContact` refuses, and which tasks it makes. Follows OVHcloud's guide on contacts, by its own code: it
 * shares none with the program that it tests. Statuses and messages are guesses but for the running task's message.
 */
import { apiError, badRequest, conflict, forbidden, notFound, resourceExpired } from './errors.ts';
import { type Account, CONTACT_FIELDS, type ContactField, type Service, subsidiaryOf } from './model.ts';
import type { World } from './world.ts';

/** The one message that is documented word by word. */
const ALREADY_RUNNING = 'A contact change task is already running on this service';

type Move = { from: string; to: string; fields: ContactField[] };

/** Body of `changeContact` as it came: unknown fields and types are refused as the API refuses them. */
export function readWanted(body: unknown): Partial<Record<ContactField, string>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('Invalid JSON received');
  const wanted: Partial<Record<ContactField, string>> = {};
  for (const [field, value] of Object.entries(body)) {
    if (!CONTACT_FIELDS.includes(field as ContactField)) {
      throw badRequest(`[${field}] Unknown parameter received`);
    }
    if (value === null) continue;
    if (typeof value !== 'string' || value.trim() === '') {
      throw badRequest(
        `[${field}] Given data (${JSON.stringify(value)}) is not valid for type coreTypes.AccountId:string`,
      );
    }
    wanted[field as ContactField] = value.trim().toLowerCase();
  }
  return wanted;
}

/** One move per pair of old and new account; throws the refusal. */
export function planMoves(
  world: World,
  service: Service,
  asking: string,
  wanted: Partial<Record<ContactField, string>>,
  now: number,
): Move[] {
  const given = CONTACT_FIELDS.filter((field) => wanted[field] !== undefined);
  if (given.length === 0) throw badRequest('No contact to change was given');

  // The control panel sends all three fields, changed or not.
  const changed = given.filter((field) => wanted[field] !== service.contacts[field]);
  if (changed.length === 0) throw badRequest('The given contacts are already the contacts of this service');

  const isAdmin = service.contacts.contactAdmin === asking;
  for (const field of changed) {
    if (!isAdmin && service.contacts[field] !== asking) {
      throw forbidden(`You are not allowed to change the ${field} of this service`);
    }
  }

  if (service.status === 'inCreation') throw conflict('This service is being created');
  if (service.status === 'expired') throw resourceExpired('This service is expired');
  if (service.state === 'deleted') throw resourceExpired('This service is deleted');
  if (service.state === 'suspended' || service.state === 'toDelete') {
    throw forbidden(`This service is ${service.state === 'toDelete' ? 'being deleted' : 'suspended'}`);
  }
  if (service.status === 'unPaid' || service.status === 'pendingDebt') {
    throw forbidden('This service has unpaid invoices');
  }
  if (world.isBusy(service, now)) throw conflict(ALREADY_RUNNING);

  const asker = accountOf(world, asking);
  const after = { ...service.contacts };
  const moves = new Map<string, Move>();
  for (const field of changed) {
    const from = accountOf(world, service.contacts[field]);
    const to = named(world, asker, wanted[field] as string);
    after[field] = to.nichandle;
    for (const account of [from, to]) {
      if (account.debt > 0) throw forbidden(`The account ${account.nichandle} has unpaid invoices`);
    }
    if (from.zone !== to.zone) {
      throw badRequest(`The accounts ${from.nichandle} and ${to.nichandle} are not in the same zone`);
    }
    if (field === 'contactBilling' && !to.canPay) {
      throw apiError(
        400,
        'Client::BadRequest::NoPaymentMethod',
        `The account ${to.nichandle} has no valid means of payment`,
      );
    }
    const key = `${from.nichandle} ${to.nichandle}`;
    const move = moves.get(key);
    if (move) move.fields.push(field);
    else moves.set(key, { from: from.nichandle, to: to.nichandle, fields: [field] });
  }
  const moved = changed.some((field) => field !== 'contactTech');
  if (service.family === '/cloud/project' && moved) {
    const [admin, billing] = [after.contactAdmin, after.contactBilling].map((each) => accountOf(world, each));
    if (admin && billing && subsidiaryOf(admin) !== subsidiaryOf(billing)) {
      throw badRequest(
        'The admin and billing contacts of a Public Cloud project must be of the same subsidiary',
      );
    }
  }
  return [...moves.values()];
}

/** In the Canadian zone the guide asks for the new contact's e-mail address; a NIC handle is taken as well. */
function named(world: World, asker: Account, who: string): Account {
  if (asker.zone !== 'CA' || !who.includes('@')) return accountOf(world, who);
  const found = [...world.accounts.values()].find(
    ({ email, zone }) => zone === 'CA' && email.toLowerCase() === who,
  );
  if (!found) throw notFound(`No account has the address ${who}`);
  return found;
}

function accountOf(world: World, nichandle: string): Account {
  const account = world.accounts.get(nichandle);
  if (!account) throw notFound(`The account ${nichandle} does not exist`);
  return account;
}
