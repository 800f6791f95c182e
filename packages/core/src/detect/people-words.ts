import { passesLuhn } from './check-digits.ts';
import { fold } from './context-words.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.split('|'));

const MARITAL = set(
  'single|married|divorced|widowed|separated|engaged|unmarried|civil partnership|domestic partner|ledig|verheiratet|geschieden|verwitwet|getrennt|celibataire|marie|mariee|divorce|divorcee|veuf|veuve|pacse|pacsee|soltero|soltera|casado|casada|divorciado|divorciada|viudo|viuda|celibe|nubile|coniugato|coniugata|sposato|sposata|divorziato|divorziata|vedovo|vedova|solteiro|solteira|viuvo|viuva|gehuwd|ongehuwd|gescheiden|weduwe|weduwnaar|wolny|wolna|panna|kawaler|zonaty|zamezna|rozwiedziony|rozwiedziona|wdowa|wdowiec|ogift|gift|skild|anka|ankling|sambo|bekar|evli|bosanmis|dul',
);
const FAITHS = set(
  'christian|catholic|roman catholic|protestant|orthodox|muslim|islam|jewish|hindu|buddhist|sikh|atheist|agnostic|evangelisch|katholisch|romisch-katholisch|rom.-kath.|evang.|ev|rk|konfessionslos|islamisch|catholique|protestant|musulman|juif|catolico|catolica|evangelico|evangelica|cristiano|cattolico|ebreo|ortodosso|katholiek|protestants|islamitisch|katolik|prawoslawny|musluman',
);

/** Whether a cell is a marital status in words. */
export const isMaritalStatus = (cell: string): boolean => MARITAL.has(fold(cell));

/** Whether a cell names a religion. */
export const isFaith = (cell: string): boolean => FAITHS.has(fold(cell));

/** Code of the International Classification of Diseases, 10th revision: a letter and two digits, more behind a point. */
export const isDiseaseCode = (cell: string): boolean => /^[A-TV-Z]\d\d\.[\dA-Z]{1,4}$/.test(cell);

/** Registration of a car as Germany, Great Britain, France, Italy, Poland and Brazil print it. */
export const isPlate = (cell: string): boolean =>
  /^(?:[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4}[EH]?|[A-Z]{2}\d{2} [A-Z]{3}|[A-Z]{2}-?\d{3}-?[A-Z]{2}|[A-Z]{2,3} \d{4,5}|[A-Z]{3}\d[A-Z]\d{2})$/.test(
    cell,
  );

/** International mobile equipment identity: 15 digits with a check (3GPP TS 23.003, section 6.2). */
export const isImei = (cell: string): boolean =>
  /^(?:01|35|86|99)\d{13}$/.test(cell) && passesLuhn(cell);
