import {
  faker as en,
  type Faker,
  fakerDE,
  fakerES,
  fakerFR,
  fakerPL,
  fakerPT_BR,
  fakerSV,
  fakerTR,
} from '@faker-js/faker';
import type { LabelledTable } from './labelled-schemas.ts';

const ROWS = 80;

type Make = (faker: Faker, row: number) => string;

const digits =
  (length: number): Make =>
  () =>
    en.string.numeric({ length, allowLeadingZeros: true });
const one =
  (...cells: readonly string[]): Make =>
  () =>
    en.helpers.arrayElement(cells);
const day = (faker: Faker, from: string, to: string): string =>
  faker.date.between({ from, to }).toISOString().slice(0, 10);

const MAKE: Readonly<Record<string, Make>> = {
  id: (_, row) => String(row + 1),
  first: (faker) => faker.person.firstName(),
  last: (faker) => faker.person.lastName(),
  full: (faker) => `${faker.person.firstName()} ${faker.person.lastName()}`,
  capitals: (faker) => `${faker.person.lastName()}, ${faker.person.firstName()}`.toUpperCase(),
  email: (faker) => faker.internet.email(),
  phone: (faker) => faker.phone.number(),
  street: (faker) => faker.location.streetAddress(),
  city: (faker) => faker.location.city(),
  zip: (faker) => faker.location.zipCode(),
  birth: (faker) => day(faker, '1940-01-01', '2004-12-31'),
  lately: (faker) => day(faker, '2019-01-01', '2024-12-31'),
  amount: (faker) => faker.finance.amount(),
  wage: (faker) => String(faker.number.int({ min: 2000, max: 9000 })),
  iban: (faker) => faker.finance.iban(),
  ssn: () =>
    `${en.number.int({ min: 100, max: 665 })}-${en.number.int({ min: 10, max: 99 })}-${en.number.int({ min: 1000, max: 9999 })}`,
  d5: digits(5),
  d8: digits(8),
  d9: digits(9),
  part: () => en.helpers.replaceSymbols('####-###-##'),
  firmware: () => en.helpers.replaceSymbols('#.#.1#.#'),
  plate: () => en.helpers.replaceSymbols('B-?? ####'),
  uuid: () => en.string.uuid(),
  hex: () => en.string.hexadecimal({ length: 32, prefix: '', casing: 'lower' }),
  product: (faker) => faker.commerce.productName(),
  sex: one('1', '2'),
  freq: one('W', 'M'),
  status: one('A', 'B', 'C'),
  marital: one('single', 'married', 'divorced', 'widowed'),
  sick: one('Asthma', 'Diabetes', 'keine'),
  icd: one('E11.9', 'J45.9', 'I25.1', 'F32.1'),
  days: one('20', '26', '28'),
  cc: one('1998', '1499', '999', '2996', '1390'),
  moment: (faker) => faker.date.past().toISOString(),
};

/**
 * As `name:label:maker`; `-` is data of nobody. Glued and prefixed names of eight letters, compounds, names put together of
 * two words, and things that look like people. Most of them stand in no word list: rules have to find them.
 */
const SCHEMAS: readonly (readonly [Faker, string, string])[] = [
  [
    en,
    'CLNTFL01',
    'CLNTNO:-:id CLFNAM:first-name:first CLLNAM:last-name:last CLADR1:street-address:street CLCITY:city:city CLZIPC:postal-code:zip CLTELN:phone:phone CLSSNR:us-ssn:ssn CLSEXCD:gender:sex CLTYPE:-:status CLLUPD:-:lately',
  ],
  [
    en,
    'PATREC',
    'PATNAME:full-name:capitals BIRTHDT:birth-date:birth ADMDATE:person-date:lately MEDRECNO:medical-record:d8 PAYFREQ:-:freq ROOMNO:-:d5',
  ],
  [
    en,
    'rider_devices',
    'device_id:device-id:uuid rider:full-name:full bearer_email:email:email firmware:-:firmware part_number:-:part engine_cc:-:cc order_no:-:d9 checksum:-:hex',
  ],
  [
    fakerDE,
    'versicherungsnehmer',
    'kundenvorname:first-name:first kundennachname:last-name:last privatanschrift:street-address:street nettoeinkommen:salary:wage vorerkrankungen:health:sick beitrag:-:amount dienstkennzeichen:vehicle:plate mobiltelefon:phone:phone patienten_nr:medical-record:d8 loeschkennzeichen:-:status',
  ],
  [
    fakerFR,
    'salaries',
    'no_adherent:health-plan:d9 date_embauche:person-date:lately nom_usage:last-name:last prenoms:first-name:first personne:full-name:full service:-:status prix_ht:-:amount',
  ],
  [
    fakerES,
    'pacientes',
    'num_paciente:medical-record:d8 fecha_visita:person-date:lately nombre_tutor:full-name:full precio:-:amount numero_pedido:-:part',
  ],
  [
    fakerPL,
    'pracownicy',
    'adres_zamieszkania:street-address:street data_wizyty:person-date:lately imie_i_nazwisko:full-name:full urlop_dni:-:days kwota:-:amount nr_czesci:-:status',
  ],
  [
    fakerPT_BR,
    'utentes',
    'num_utente:health-plan:d9 data_internacao:person-date:lately nome_mae:full-name:full valor:-:amount dt_cadastro:-:moment',
  ],
  [
    fakerSV,
    'kundregister',
    'postadress:street-address:street namn:full-name:full belopp:-:amount skapad:-:moment',
  ],
  [
    fakerTR,
    'ogrenciler',
    'isim:first-name:first soyisim:last-name:last veli_adi:full-name:full eposta:email:email kayit_tarihi:-:moment',
  ],
  [
    en,
    'members',
    'holder:full-name:full civil:marital-status:marital dx:health:icd payout:iban:iban street:street-address:street town:city:city zip:postal-code:zip phone:phone:phone email:email:email amount_cents:-:d5',
  ],
  [
    en,
    'parts_bom',
    'drawing_no:-:part mat_no:-:d8 description:-:product version:-:firmware rev:-:status',
  ],
  [en, 'http_cache', 'age:-:cc etag:-:hex hits:-:d5 stored:-:moment'],
];

/** A second set with the right answers. */
export function secondSchemas({
  isOpaque,
}: {
  readonly isOpaque: boolean;
}): readonly LabelledTable[] {
  return SCHEMAS.map(([faker, table, text], at) => {
    faker.seed(3000 + at);
    en.seed(4000 + at);
    const columns = text.split(' ').map((entry) => entry.split(':'));
    return {
      facts: {
        name: isOpaque ? `t${at + 1}` : table,
        columns: columns.map(([name = '', , maker = 'id'], place) => ({
          name: isOpaque ? `c${place + 1}` : name,
          values: Array.from({ length: ROWS }, (_, row) => MAKE[maker]?.(faker, row) ?? null),
        })),
      },
      labels: columns.map(([, label = '-']) => (label === '-' ? 'none' : label)),
    };
  });
}
