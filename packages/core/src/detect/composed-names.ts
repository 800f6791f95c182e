import type { PiiTypeName } from '../pii/pii-types.ts';
import { namesAny, PERSON_WORDS } from './table-words.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words for a day, before or behind what happened on it. */
const DAY_WORDS = set(
  'date dates dt dte dat datum data fecha dato day datetime tarih tarihi tarihleri bi paiva paivamaara pvm since sinds sedan seit depuis desde dal od',
);
/** What happens to people, and not to orders and goods. */
const EVENT_WORDS = set(
  'hire hired hiring join joined joining employment employed termination terminated resignation retirement retired admission admit admitted adm discharge discharged disch dsch visit appointment encounter surgery surgical operation treatment therapy vaccination immunization immunisation diagnosis diagnosed onset injury death deceased died marriage married wedding divorce divorced graduation baptism enrolment enrollment enrolled hospitalization hospitalisation exam consultation arrest conviction ' +
    'eintritt beitritt austritt aufnahme einweisung entlassung einstellung behandlung besuch impfung heirat hochzeit scheidung tod todestag einschulung ' +
    'embauche entree sortie hospitalisation visite deces mariage divorce consultation vaccination ' +
    'ingreso egreso contratacion defuncion fallecimiento visita consulta cirugia matrimonio hospitalizacion ' +
    'assunzione ricovero dimissione dimissioni decesso morte nozze ' +
    'admissao demissao internacao alta2 obito casamento contratacao ' +
    'dienst indienst opname ontslag overlijden huwelijk behandeling ' +
    'zatrudnienia przyjecia wypisu wizyty zgonu slubu zabiegu badania ' +
    'anstallning anstalld inskrivning utskrivning dod vigsel besok ' +
    'muayene taburcu yatis evlilik olum nyuin taiin nyusha jushin',
);

const NUMBER_WORDS = set(
  'no nr num number numero nummer nro numer bango cislo szam nbr nmb code cod codigo codice kod ref reference',
);
const PATIENT_WORDS = set(
  'patient patients patienten paciente pacientes paziente pazienti pacjent pacjenta pacient kanja hasta utente potilas chart',
);
const INSURED_WORDS = set(
  'insured insuree policyholder adherent assure versicherter versicherten versicherungsnehmer asegurado assicurato segurado verzekerde ubezpieczony ubezpieczonego forsakrad sigortali',
);

/** What two words together say that neither says alone: `visit` and `date`, `number` and `patient`. */
export function composedMeaning(tokens: readonly string[]): PiiTypeName | undefined {
  const words = tokens.filter((token) => !LINKS.has(token));
  if (words.length < 2 || words.length > 3) return undefined;
  if (words.some((word) => EVENT_WORDS.has(word)) && isBeside(words, DAY_WORDS))
    return 'person-date';
  return isBeside(words, NUMBER_WORDS) ? numberOf(words) : undefined;
}

const LINKS = set('of de di do da del della von der des du la le the van a');

/** Whether a word of the kind stands at the begin or the end: inside of a name it belongs to something else. */
function isBeside(words: readonly string[], kind: ReadonlySet<string>): boolean {
  return [words[0], words.at(-1)].some((word) => word !== undefined && kind.has(word));
}

function numberOf(words: readonly string[]): PiiTypeName | undefined {
  const others = words.filter((word) => !NUMBER_WORDS.has(word));
  if (others.length !== 1) return undefined;
  if (namesAny(others, PATIENT_WORDS)) return 'medical-record';
  if (namesAny(others, INSURED_WORDS)) return 'health-plan';
  return namesAny(others, PERSON_WORDS) ? 'customer-id' : undefined;
}

/** What is numbered or versioned and is nobody: a number of it may look like one of a telephone or of a host. */
const NUMBERED_THINGS = set(
  'part parts drawing item article artikel material mat model order orders invoice lot batch shipment container purchase po contract document doc receipt voucher cheque ticket tracking asset component assembly equipment machine tool drawing2 gl cost sku ean upc isbn issn barcode version firmware fw release revision rev build software driver2 package protocol standard iso article2 pieza pedido factura articulo commande facture piece ordine fattura auftrag auftrags bestell rechnung rechnungs material2 teil teile zeichnung bestelling factuur zamowienia faktury faktura siparis fatura urun',
);
const VERSIONS = set('version ver firmware fw release revision build');

/** Whether a name is of the number or version of a thing. */
export function isNumberOfThing(tokens: readonly string[]): boolean {
  const last = tokens.at(-1) ?? '';
  if (VERSIONS.has(last)) return true;
  const isNumbered = isBeside(tokens, NUMBER_WORDS) || /^(?:id|ids)$/.test(last);
  return (
    isNumbered &&
    tokens.length <= 3 &&
    tokens.some((token) => NUMBERED_THINGS.has(token)) &&
    !namesAny(tokens, PERSON_WORDS)
  );
}
