/**
 * The state of the stand-in world with its indexes: who lives there, which services, which tasks, which letters.
 * Changes only when told; what may change is decided in rules.ts and machine.ts.
 */
import type { Account, Contacts, Letter, Service, Side, Task } from './model.ts';
import { isFinal, stateAt } from './model.ts';

export class World {
  readonly accounts = new Map<string, Account>();
  readonly services = new Map<number, Service>();
  readonly tasks = new Map<number, Task>();
  readonly letters: Letter[] = [];
  /** Told of each new letter. */
  sent: (letter: Letter) => void = () => {};
  /** The last number given to a task; the next is higher. */
  lastTaskId = 0;

  readonly #byRoute = new Map<string, Service>();
  readonly #servicesOf = new Map<string, Set<Service>>();
  /** Sorted by id; dropped when the set changes. */
  readonly #sorted = new Map<string, Service[]>();
  readonly #tasksOf = new Map<string, Task[]>();
  readonly #tasksOn = new Map<Service, Task[]>();
  readonly #lettersOf = new Map<string, Letter[]>();

  addService(service: Service): void {
    this.services.set(service.serviceId, service);
    this.#byRoute.set(`${service.family}\n${service.name}`, service);
    for (const nichandle of new Set(Object.values(service.contacts))) this.#enlist(nichandle, service);
  }

  /** By its route; the name decoded. */
  serviceAt(family: string, name: string): Service | undefined {
    return this.#byRoute.get(`${family}\n${name}`);
  }

  /** Those where the account is any of the three contacts, by rising id. */
  servicesOf(nichandle: string): readonly Service[] {
    let sorted = this.#sorted.get(nichandle);
    if (!sorted) {
      sorted = [...(this.#servicesOf.get(nichandle) ?? [])].sort((a, b) => a.serviceId - b.serviceId);
      this.#sorted.set(nichandle, sorted);
    }
    return sorted;
  }

  holds(nichandle: string, service: Service): boolean {
    return this.#servicesOf.get(nichandle)?.has(service) ?? false;
  }

  setContacts(service: Service, contacts: Contacts, at: number): void {
    const before = service.contacts;
    service.former.push({ until: at, contacts: before });
    service.contacts = contacts;
    const now = new Set(Object.values(contacts));
    for (const nichandle of new Set(Object.values(before))) {
      if (now.has(nichandle)) continue;
      this.#servicesOf.get(nichandle)?.delete(service);
      this.#sorted.delete(nichandle);
    }
    for (const nichandle of now) this.#enlist(nichandle, service);
  }

  addTask(task: Task): void {
    this.tasks.set(task.id, task);
    this.lastTaskId = Math.max(this.lastTaskId, task.id);
    for (const nichandle of new Set([task.asking, task.from, task.to])) {
      if (nichandle === null) continue;
      const list = this.#tasksOf.get(nichandle);
      if (list) list.push(task);
      else this.#tasksOf.set(nichandle, [task]);
    }
    if (task.service) {
      const list = this.#tasksOn.get(task.service);
      if (list) list.push(task);
      else this.#tasksOn.set(task.service, [task]);
    }
  }

  /** Those which the account asked for, hands over or takes over, oldest first. */
  tasksOf(nichandle: string): readonly Task[] {
    return this.#tasksOf.get(nichandle) ?? [];
  }

  concerns(nichandle: string, task: Task): boolean {
    return task.asking === nichandle || task.from === nichandle || task.to === nichandle;
  }

  isBusy(service: Service, now: number): boolean {
    return (this.#tasksOn.get(service) ?? []).some((task) => !isFinal(stateAt(task, now)));
  }

  addLetter(letter: Omit<Letter, 'id'>): void {
    const whole: Letter = { id: this.letters.length + 1, ...letter };
    this.letters.push(whole);
    const list = this.#lettersOf.get(letter.to);
    if (list) list.push(whole);
    else this.#lettersOf.set(letter.to, [whole]);
    this.sent(whole);
  }

  lettersOf(nichandle: string): readonly Letter[] {
    return this.#lettersOf.get(nichandle) ?? [];
  }

  #enlist(nichandle: string, service: Service): void {
    let set = this.#servicesOf.get(nichandle);
    if (!set) {
      set = new Set();
      this.#servicesOf.set(nichandle, set);
    }
    if (set.has(service)) return;
    set.add(service);
    this.#sorted.delete(nichandle);
  }
}

/** Who must confirm: who asked, and the new contact. The old one is only informed (OVHcloud's guide on contacts). */
export function sidesOf(asking: string | null, to: string): Side[] {
  const nichandles = asking === null || asking === to ? [to] : [asking, to];
  return nichandles.map((nichandle) => ({ nichandle, code: null, used: false, confirmedAt: null }));
}
