/** Who lives in the stand-in world: the agency's three accounts, its customers and colleagues. Must not hold services. */
import type { Account, Language } from './model.ts';
import type { Random } from './random.ts';

/** The account that holds most of the world: what a user of the demo is first. */
export const PRIMARY = 'ac21874-ovh';
export const AGENCY = [PRIMARY, 'ac44920-ovh', 'ac59077-ovh'] as const;
/** Lives in the Canadian zone. */
export const CANADIAN = 'qc70418-ovh';

type Line = [
  nichandle: string,
  first: string,
  last: string,
  organisation: string,
  country: string,
  mail: string,
];

const LANGUAGES: Record<string, Language> = {
  ES: 'es',
  FR: 'fr',
  CA: 'fr',
  GB: 'en',
  IE: 'en',
  DE: 'de',
  IT: 'it',
  PL: 'pl',
  PT: 'pt',
};

/** Those whom the stories name; the third letter group shows that older handles look different. */
const NAMED: readonly Line[] = [
  [PRIMARY, 'Marta', 'Iglesias', 'Agencia Cobalto', 'ES', 'marta@cobalto.es'],
  [AGENCY[1], 'Hugo', 'Lefèvre', 'Cobalto Studio Lyon', 'FR', 'hugo@cobalto.fr'],
  [AGENCY[2], 'Grace', 'Whitfield', 'Cobalto Hosting', 'GB', 'billing@cobalto.co.uk'],
  ['mp40311-ovh', 'Miguel', 'Prieto', 'Prieto Sistemas', 'ES', 'miguel@prietosistemas.es'],
  ['lr88120-ovh', 'Lucie', 'Renaud', 'Atelier Renaud', 'FR', 'lucie.renaud@atelier-renaud.fr'],
  ['tb10094-ovh', 'Tomás', 'Barrio', 'La Tienda del Barrio', 'ES', 'hola@tiendadelbarrio.com'],
  ['jd55210-ovh', 'Jonas', 'Dietrich', 'Dietrich IT', 'DE', 'jonas@dietrich-it.de'],
  ['fv70912-ovh', 'Francesca', 'Vitale', 'Vitale e Figli', 'IT', 'francesca@vitale-figli.it'],
  ['el30277-ovh', 'Élodie', 'Lumen', 'Estudio Lumen', 'FR', 'elodie@estudiolumen.fr'],
  ['ps19953-ovh', 'Pedro', 'Sol', 'Puerto Sol', 'ES', 'pedro@puertosol.com'],
  ['vs66201-ovh', 'Vera', 'Sanz', 'Viveros Sanz', 'ES', 'vera@viverosanz.es'],
  [CANADIAN, 'Maxime', 'Tremblay', 'Tremblay et fils', 'CA', 'maxime@tremblay.qc.example'],
  ['kw21008-ovh', 'Katarzyna', 'Wiśniewska', 'Wiśnia Biuro', 'PL', 'biuro@wisnia.pl.example'],
  ['rs90045-ovh', 'Rita', 'Santos', 'Quinta do Douro', 'PT', 'rita@quintadouro.pt.example'],
  ['ovhtel-30512-ovh', 'Owen', 'Byrne', 'Byrne Telecom', 'IE', 'owen@byrnetelecom.example'],
  ['abc1204-ovh', 'Anke', 'Clausen', 'Clausen Bau', 'DE', 'anke@clausen-bau.example'],
];

const FIRST =
  'Ana Luis Carmen Pablo Julie Marc Sophie Paul Nina Karl Petra Giulia Marco Ewa Jan Inês Rui Emma Jack Olga'.split(
    ' ',
  );
const LAST =
  'García Moreno Vidal Dubois Martin Girard Becker Vogel Rossi Conti Nowak Zieliński Costa Almeida Hughes Clarke'.split(
    ' ',
  );

/** Fewer cannot play the stories. */
export const FEWEST_ACCOUNTS = NAMED.length;

/** `count` accounts (at least `FEWEST_ACCOUNTS`), the primary first, then the agency's others. */
export function createCast(random: Random, count: number): Account[] {
  const lines: Line[] = [...NAMED];
  const taken = new Set(lines.map(([nichandle]) => nichandle));
  const countries = Object.keys(LANGUAGES).filter((country) => country !== 'CA');
  while (lines.length < count) {
    const first = random.pick(FIRST);
    const last = random.pick(LAST);
    const initials = `${first[0]}${last[0]}`
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
    const nichandle = `${initials}${random.int(10_000, 99_999)}-ovh`;
    if (taken.has(nichandle)) continue;
    taken.add(nichandle);
    lines.push([
      nichandle,
      first,
      last,
      `${last} ${initials.toUpperCase()}`,
      random.pick(countries),
      `${nichandle}@kunde.example`,
    ]);
  }
  return lines
    .slice(0, Math.max(count, FEWEST_ACCOUNTS))
    .map(([nichandle, firstname, name, organisation, country, email], i) => ({
      nichandle,
      email,
      spareEmail: '',
      firstname,
      name,
      organisation,
      country,
      language: LANGUAGES[country] ?? 'en',
      zone: nichandle === CANADIAN ? 'CA' : 'EU',
      // Three customers owe money: the last of the named ones, and two others when there are any.
      debt: nichandle === 'abc1204-ovh' ? 84.7 : i === 18 ? 312.44 : i === 23 ? 19.99 : 0,
      canPay: nichandle !== 'ovhtel-30512-ovh',
      agency: (AGENCY as readonly string[]).includes(nichandle),
    }));
}
