/** Each request says the right thing to the right side, in both languages. */
import { expect, test } from './app.ts';
import { connectLoopback } from './people.ts';

type Story = { what: string; service: string; state: RegExp; en: RegExp[]; es: RegExp[]; codes: number };

const STORIES: Story[] = [
  {
    what: 'asked by me, and mine to confirm',
    service: 'viaje-west.com',
    state: /Your code needed|Falta su código/,
    en: [/asked by you/, /You asked rs90045-ovh to take your place/, /Your code is needed/, /Cancel request/],
    es: [
      /pedida por usted/,
      /Pidió a rs90045-ovh que ocupe su lugar/,
      /Falta su código/,
      /Cancelar la solicitud/,
    ],
    codes: 1,
  },
  {
    what: 'both accounts are mine: two codes, one of each side',
    service: 'zb24473-360',
    state: /Your 2 codes needed|Faltan sus 2 códigos/,
    en: [
      /Both accounts are yours: Agencia Cobalto hands over to Cobalto Studio Lyon/,
      /The code of Cobalto Studio Lyon is needed/,
    ],
    es: [/Las dos cuentas son suyas: Agencia Cobalto cede a Cobalto Studio Lyon/, /ac44920-ovh/],
    codes: 2,
  },
  {
    what: 'a third party asked: I am only informed and asked for nothing',
    service: 'padarialisboa-mail.it',
    state: /Waiting for|Espera/,
    en: [/vs66201-ovh asked mp40311-ovh to take your place\. You are only informed/],
    es: [/vs66201-ovh/, /solo recibe un aviso|no tiene que confirmar|nada que confirmar/],
    codes: 0,
  },
  {
    what: 'refused, seen by the one who would have taken over',
    service: 'puertosol.com',
    state: /Refused|Denegad/,
    en: [
      /ps19953-ovh asked you to take their place/,
      /Refused\. No contact has changed: ps19953-ovh stays and you take over nothing/,
    ],
    es: [/Denegada\. No ha cambiado ningún contacto: ps19953-ovh sigue y usted no recibe nada/],
    codes: 0,
  },
  {
    what: 'expired, seen by the one who asked and stays',
    service: 'viverosanz.es',
    state: /Expired|Expirad/,
    en: [/Expired: not everybody confirmed within 7 days\. You stay in place and can ask again/],
    es: [/Expirada: no confirmaron todos en 7 días\. Usted sigue en su lugar/],
    codes: 0,
  },
  {
    what: 'confirmed by everybody and being applied',
    service: 'cobalto-mail.eu',
    state: /Being applied|En proceso|Se está aplicando|Aplicándose/,
    en: [/Everybody has confirmed/],
    es: [/[Tt]odos han confirmado|ya han confirmado/],
    codes: 0,
  },
];

test('requests tell their story to me, in English and in Spanish', async ({ page, sandbox }) => {
  test.setTimeout(120_000);
  await connectLoopback(page, sandbox, 0);
  await connectLoopback(page, sandbox, 1);
  for (const language of ['en', 'es'] as const) {
    await page.evaluate(() => {
      location.hash = '#/settings';
    });
    await page.getByRole('button', { name: language === 'en' ? 'English' : 'Español', exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
    for (const story of STORIES) {
      await page.evaluate(() => {
        location.hash = '#/requests';
      });
      await page.getByRole('searchbox').fill(story.service);
      const row = page
        .getByRole('row')
        .filter({ hasText: story.service })
        .filter({ hasText: story.state })
        .first();
      await row.click();
      const pane = page.getByRole('complementary');
      for (const sentence of story[language])
        await expect(pane, `${story.what} (${language})`).toContainText(sentence);
      await expect(pane.getByRole('textbox'), story.what).toHaveCount(story.codes);
      await page.keyboard.press('Escape');
    }
  }
});
