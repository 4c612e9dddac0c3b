/** Who may change what, who must confirm, and what is refused: each rule over real HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../../electron/sandbox/server.ts';
import { type Client, clientFor, freeService, freeServices, startQuiet } from './client.ts';

const ME = 'ac21874-ovh';
const LYON = 'ac44920-ovh';
const MIGUEL = 'mp40311-ovh';
/** Owes money. */
const ANKE = 'abc1204-ovh';

let sandbox: Sandbox;
let me: Client;
beforeAll(async () => {
  sandbox = await startQuiet({ services: 700 });
  me = clientFor(sandbox);
});
afterAll(() => sandbox.close());

/** Lets the codes go out and tells which accounts got one. */
async function mailed(taskId: number): Promise<string[]> {
  sandbox.advance(2);
  const all = await sandbox.mail();
  return all
    .filter((mail) => mail.subject.endsWith(String(taskId)) && mail.raw.includes('token=3D'))
    .map((mail) => mail.account)
    .sort();
}

async function informed(taskId: number): Promise<string[]> {
  const all = await sandbox.mail();
  return all
    .filter((mail) => mail.subject.endsWith(String(taskId)) && !mail.raw.includes('token=3D'))
    .map((mail) => mail.account);
}

describe('the administrator', () => {
  test('names a new technical contact: he and the new one confirm, the old one is informed', async () => {
    const service = await freeService(me, (each) => each.admin === ME && each.tech === 'jd55210-ovh');
    const { status, body } = await me.post(`${service.url}/changeContact`, { contactTech: MIGUEL });
    expect(status).toBe(200);
    expect(await mailed(body[0])).toEqual([ME, MIGUEL]);
    expect(await informed(body[0])).toEqual(['jd55210-ovh']);
    expect((await me.get(`/me/task/contactChange/${body[0]}`)).body).toMatchObject({
      askingAccount: ME,
      fromAccount: 'jd55210-ovh',
      toAccount: MIGUEL,
      contactTypes: ['contactTech'],
      serviceDomain: service.name,
      dateDone: null,
    });
  });

  test('names a new billing contact: he and the new one confirm', async () => {
    const service = await freeService(me, (each) => each.admin === ME && each.billing === 'lr88120-ovh');
    const { body } = await me.post(`${service.url}/changeContact`, { contactBilling: MIGUEL });
    expect(await mailed(body[0])).toEqual([ME, MIGUEL]);
  });

  test('takes technical and billing himself: only he confirms', async () => {
    const service = await freeService(me, (each) => each.admin === ME && each.tech === 'fv70912-ovh');
    const { body } = await me.post(`${service.url}/changeContact`, { contactTech: ME });
    expect(await mailed(body[0])).toEqual([ME]);
    expect(await informed(body[0])).toEqual(['fv70912-ovh']);
  });

  test('names a new administrator in his place: both confirm, nobody else is told', async () => {
    const service = await freeService(me, (each) => each.admin === ME && each.tech === ME);
    const { body } = await me.post(`${service.url}/changeContact`, { contactAdmin: MIGUEL });
    expect(await mailed(body[0])).toEqual([ME, MIGUEL]);
    expect(await informed(body[0])).toEqual([]);
  });
});

describe('who is not the administrator', () => {
  test('as technical contact names another in his place, and both confirm', async () => {
    const service = await freeService(me, (each) => each.admin !== ME && each.tech === ME);
    const { status, body } = await me.post(`${service.url}/changeContact`, { contactTech: MIGUEL });
    expect(status).toBe(200);
    expect(await mailed(body[0])).toEqual([ME, MIGUEL]);
  });

  test.each([['contactAdmin'], ['contactBilling']])(
    'as technical contact cannot change %s',
    async (field) => {
      const service = await freeService(
        me,
        (each) =>
          each.admin !== ME &&
          each.tech === ME &&
          each.billing !== ME &&
          each.billing !== MIGUEL &&
          each.admin !== MIGUEL,
      );
      const { status, body } = await me.post(`${service.url}/changeContact`, { [field]: MIGUEL });
      expect([status, body.class]).toEqual([403, 'Client::Forbidden']);
    },
  );

  test('as billing contact names another in his place, and nothing else', async () => {
    const service = await freeService(
      me,
      (each) => each.admin !== ME && each.tech !== ME && each.billing === ME && each.tech !== MIGUEL,
    );
    const both = await me.post(`${service.url}/changeContact`, {
      contactTech: MIGUEL,
      contactBilling: MIGUEL,
    });
    expect(both.status).toBe(403);
    const own = await me.post(`${service.url}/changeContact`, { contactBilling: MIGUEL });
    expect(own.status).toBe(200);
    expect(await mailed(own.body[0])).toEqual([ME, MIGUEL]);
  });

  test('cannot even see a service where he is no contact', async () => {
    const service = await freeService(me, (each) => ![each.admin, each.tech, each.billing].includes(MIGUEL));
    const { status } = await clientFor(sandbox, MIGUEL).post(`${service.url}/changeContact`, {
      contactTech: MIGUEL,
    });
    expect(status).toBe(404);
  });
});

describe('several contacts at once', () => {
  test('make one task per pair of old and new account', async () => {
    const service = await freeService(
      me,
      (each) => each.admin === ME && each.tech === ME && each.billing === 'tb10094-ovh',
    );
    const { body } = await me.post(`${service.url}/changeContact`, {
      contactAdmin: MIGUEL,
      contactTech: MIGUEL,
      contactBilling: LYON,
    });
    expect(body).toHaveLength(2);
    const tasks = await Promise.all(body.map((id: number) => me.get(`/me/task/contactChange/${id}`)));
    expect(tasks.map(({ body: task }) => [task.fromAccount, task.toAccount, task.contactTypes])).toEqual([
      [ME, MIGUEL, ['contactAdmin', 'contactTech']],
      ['tb10094-ovh', LYON, ['contactBilling']],
    ]);
  });

  test('that stay as they are do not count, as the control panel sends all three', async () => {
    const service = await freeService(
      me,
      (each) => each.admin === ME && each.tech === ME && each.billing === ME,
    );
    const { body } = await me.post(`${service.url}/changeContact`, {
      contactAdmin: ME,
      contactTech: MIGUEL,
      contactBilling: ME.toUpperCase(),
    });
    expect((await me.get(`/me/task/contactChange/${body[0]}`)).body.contactTypes).toEqual(['contactTech']);
  });
});

describe('it is refused', () => {
  const refusal = async (url: string, body: unknown) => {
    const answer = await me.post(`${url}/changeContact`, body);
    expect(answer.body).toEqual({ class: expect.stringMatching(/^Client::/), message: expect.any(String) });
    return [answer.status, answer.body.message];
  };
  const mine = () => freeService(me, (each) => each.admin === ME && each.tech === ME && each.billing === ME);

  test('while a request runs on the service, with the message that is documented', async () => {
    expect(await refusal('/domain/clinicanorte.es', { contactBilling: MIGUEL })).toEqual([
      409,
      'A contact change task is already running on this service',
    ]);
  });

  test('but not for the twin: a domain and its zone are two services', async () => {
    const twin = (await freeServices(me)).find(
      (each, _, all) =>
        each.family === '/domain' &&
        each.admin === ME &&
        each.tech === ME &&
        each.state === 'active' &&
        each.lifecycle === 'active' &&
        all.some(
          (other) =>
            other.family === '/domain/zone' &&
            other.name === each.name &&
            other.admin === ME &&
            other.tech === ME,
        ),
    );
    expect((await me.post(`/domain/${twin?.name}/changeContact`, { contactTech: MIGUEL })).status).toBe(200);
    expect((await me.post(`/domain/zone/${twin?.name}/changeContact`, { contactTech: MIGUEL })).status).toBe(
      200,
    );
  });

  test('when nothing is given, or nothing changes', async () => {
    const { url } = await mine();
    expect(await refusal(url, {})).toEqual([400, 'No contact to change was given']);
    expect(await refusal(url, { contactTech: ME })).toEqual([
      400,
      expect.stringMatching(/already the contacts/),
    ]);
  });

  test('when the body is not what the call takes', async () => {
    const { url } = await mine();
    expect((await refusal(url, { contactTech: 7 }))[0]).toBe(400);
    expect((await refusal(url, { contactOwner: MIGUEL }))[0]).toBe(400);
    expect((await refusal(url, [MIGUEL]))[0]).toBe(400);
  });

  test('when the new account does not exist', async () => {
    expect(await refusal((await mine()).url, { contactTech: 'no00000-ovh' })).toEqual([
      404,
      'The account no00000-ovh does not exist',
    ]);
  });

  test('when the new account owes money, whatever the contact', async () => {
    expect(await refusal((await mine()).url, { contactTech: ANKE })).toEqual([
      403,
      `The account ${ANKE} has unpaid invoices`,
    ]);
  });

  test('when the old account owes money', async () => {
    const { url } = await freeService(
      me,
      (each) => each.admin === ME && (each.tech === ANKE || each.billing === ANKE),
    );
    expect(await refusal(url, { contactTech: MIGUEL, contactBilling: MIGUEL })).toEqual([
      403,
      `The account ${ANKE} has unpaid invoices`,
    ]);
  });

  test('across zones', async () => {
    expect((await refusal((await mine()).url, { contactTech: 'qc70418-ovh' }))[1]).toMatch(
      /not in the same zone/,
    );
  });

  test('when the new billing contact cannot pay, while the same account may be technical contact', async () => {
    const { url } = await mine();
    expect((await refusal(url, { contactBilling: 'ovhtel-30512-ovh' }))[1]).toMatch(
      /no valid means of payment/,
    );
    expect((await me.post(`${url}/changeContact`, { contactTech: 'ovhtel-30512-ovh' })).status).toBe(200);
  });

  test.each([
    ['in creation', 'inCreation', 409],
    ['unpaid', 'unPaid', 403],
    ['with a debt pending', 'pendingDebt', 403],
    ['expired', 'expired', 460],
  ])('for a service that is %s', async (_, wanted, status) => {
    const services = (await freeServices(me)).filter(
      (each) => each.admin === ME && each.family === '/domain',
    );
    const names = services.map((each) => each.name).join(',');
    const infos = await me.get(`/domain/${names}/serviceInfos`, { headers: { 'X-Ovh-Batch': ',' } });
    const found = infos.body.find((entry: { value: { status: string } }) => entry.value.status === wanted);
    const service = services.find((each) => each.name === found?.key);
    expect((await refusal(`${service?.url}`, { contactTech: MIGUEL }))[0]).toBe(status);
  });
});
