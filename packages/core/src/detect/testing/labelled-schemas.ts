import {
  faker as en,
  type Faker,
  fakerDE,
  fakerES,
  fakerFR,
  fakerIT,
  fakerNL,
  fakerPL,
  fakerPT_BR,
  fakerSV,
  fakerTR,
} from '@faker-js/faker';
import type { TableFacts } from '../column-facts.ts';

/** A table with the right answer for each column: a kind of personal data, or `none`. */
export interface LabelledTable {
  readonly facts: TableFacts;
  readonly labels: readonly string[];
}

type Column = readonly [
  name: string,
  label: string,
  make: (faker: Faker, row: number) => string | null,
];

const ROWS = 80;

const MAKE = {
  id: (_: Faker, row: number) => String(row + 1),
  first: (faker: Faker) => faker.person.firstName(),
  last: (faker: Faker) => faker.person.lastName(),
  full: (faker: Faker) => `${faker.person.firstName()} ${faker.person.lastName()}`,
  email: (faker: Faker) => faker.internet.email(),
  phone: (faker: Faker) => faker.phone.number(),
  street: (faker: Faker) => faker.location.streetAddress(),
  city: (faker: Faker) => faker.location.city(),
  zip: (faker: Faker) => faker.location.zipCode(),
  birth: (faker: Faker) => faker.date.birthdate().toISOString().slice(0, 10),
  iban: (faker: Faker) => faker.finance.iban(),
  card: (faker: Faker) => faker.finance.creditCardNumber('visa'),
  ip: (faker: Faker) => faker.internet.ipv4(),
  sex: (faker: Faker) => faker.helpers.arrayElement(['M', 'F']),
  ssn: () =>
    `${en.number.int({ min: 100, max: 665 })}-${en.number.int({ min: 10, max: 99 })}-${en.number.int({ min: 1000, max: 9999 })}`,
  product: (faker: Faker) => faker.commerce.productName(),
  price: (faker: Faker) => faker.commerce.price(),
  day: (faker: Faker) => faker.date.past().toISOString(),
  sku: (faker: Faker) => faker.string.alphanumeric({ length: 8, casing: 'upper' }),
  hex: (faker: Faker) => faker.git.commitSha(),
  version: (faker: Faker) => faker.system.semver(),
  flag: (faker: Faker) => String(faker.datatype.boolean()),
  count: (faker: Faker) => String(faker.number.int(50)),
  state: (faker: Faker) => faker.helpers.arrayElement(['open', 'closed', 'pending']),
  order: (_: Faker, row: number) => `ORD-${202400 + row}`,
  machine: () => `${en.location.latitude({ precision: 2 })}`,
} as const;

/** As `name:label:maker`, a table a line; `-` is data of nobody. */
const SCHEMAS: readonly (readonly [Faker, string, string])[] = [
  [
    en,
    'patients',
    'patient_id:-:id given_name:first-name:first family_name:last-name:last dob:birth-date:birth ssn:us-ssn:ssn home_phone:phone:phone sex:gender:sex admitted:-:flag visit_count:-:count',
  ],
  [
    en,
    'bank_customers',
    'id:-:id holder:full-name:full iban:iban:iban card_no:card:card email_address:email:email last_login_ip:ip-address:ip balance:-:price email_verified:-:flag opened:-:day',
  ],
  [
    en,
    'products',
    'sku:-:sku name:-:product price:-:price updated_at:-:day version:-:version status:-:state',
  ],
  [
    en,
    'deployments',
    'id:-:id commit:-:hex version:-:version started_at:-:day succeeded:-:flag retry_count:-:count',
  ],
  [
    fakerDE,
    'versicherte',
    'id:-:id Vorname:first-name:first Nachname:last-name:last GebDat:birth-date:birth Strasse:street-address:street PLZ:postal-code:zip Wohnort:city:city Handy:phone:phone Beitrag:-:price',
  ],
  [
    fakerFR,
    'salaries',
    'id:-:id prenom:first-name:first nom_famille:last-name:last courriel:email:email tel_portable:phone:phone ville:city:city code_postal:postal-code:zip montant:-:price actif:-:flag',
  ],
  [
    fakerES,
    'alumnos',
    'id:-:id nombres:first-name:first apellidos:last-name:last correo:email:email telefono:phone:phone fecha_nacimiento:birth-date:birth ciudad:city:city estado_pedido:-:state',
  ],
  [
    fakerIT,
    'clienti',
    'id:-:id nome_completo:full-name:full cognome:last-name:last indirizzo:street-address:street citta:city:city cellulare:phone:phone prezzo:-:price codice_ordine:-:order',
  ],
  [
    fakerPT_BR,
    'funcionarios',
    'id:-:id nome_completo:full-name:full sobrenome:last-name:last endereco:street-address:street celular:phone:phone data_nascimento:birth-date:birth pedidos:-:count',
  ],
  [
    fakerNL,
    'huurders',
    'id:-:id voornaam:first-name:first achternaam:last-name:last geboortedatum:birth-date:birth woonplaats:city:city postcode:postal-code:zip telefoonnummer:phone:phone bedrag:-:price',
  ],
  [
    fakerPL,
    'pacjenci',
    'id:-:id imie:first-name:first nazwisko:last-name:last data_urodzenia:birth-date:birth miasto:city:city kod_pocztowy:postal-code:zip telefon:phone:phone kwota:-:price',
  ],
  [
    fakerSV,
    'medlemmar',
    'id:-:id fornamn:first-name:first efternamn:last-name:last epost:email:email postnummer:postal-code:zip ort:city:city belopp:-:price skapad:-:day',
  ],
  [
    fakerTR,
    'musteriler',
    'id:-:id isim:first-name:first soyadi:last-name:last eposta:email:email dogum_tarihi:birth-date:birth sehir:city:city tutar:-:price',
  ],
  [
    en,
    'shipments',
    'tracking:-:order recipientName:full-name:full shipToStreet:street-address:street shipToCity:city:city contactPhone:phone:phone parcelCount:-:count shippedAt:-:day',
  ],
  [
    en,
    'machines',
    'serial:-:sku position_x:-:machine firmware:-:version phone_home_enabled:-:flag last_seen_at:-:day',
  ],
  [
    en,
    'campaigns',
    'id:-:id email_sent_count:-:count phone_verified:-:flag address_type_id:-:id name:-:product is_email_template:-:flag',
  ],
];

/** Labelled tables by domain and language, the same each time; with opaque names (`t1`, `c1` … `cn`) if asked. */
export function labelledSchemas({
  isOpaque,
}: {
  readonly isOpaque: boolean;
}): readonly LabelledTable[] {
  return SCHEMAS.map(([faker, table, text], at) => {
    faker.seed(1000 + at);
    en.seed(2000 + at);
    const columns = text.split(' ').map((entry): Column => {
      const [name = '', label = '-', maker = 'id'] = entry.split(':');
      return [name, label === '-' ? 'none' : label, MAKE[maker as keyof typeof MAKE]];
    });
    return {
      facts: {
        name: isOpaque ? `t${at + 1}` : table,
        columns: columns.map(([name, , make], place) => ({
          name: isOpaque ? `c${place + 1}` : name,
          values: Array.from({ length: ROWS }, (_, row) => make(faker, row)),
        })),
      },
      labels: columns.map(([, label]) => label),
    };
  });
}
