/** What bench/table.yaml asks for, for the peers that do the same by hand and for the check of all. */
export const COLUMNS = [
  'id',
  'number',
  'name',
  'email',
  'phone',
  'plan',
  'price',
  'quantity',
  'discount',
  'is_active',
  'birth_date',
  'created_at',
  'nickname',
  'note',
  'street',
  'city',
  'tags',
  'iban',
  'code',
  'total',
];

export const FIRST_NUMBER = 1000;
export const NULLS = { phone: 0.05, nickname: 0.4, note: 0.75 };
export const PLANS = { free: 0.8, pro: 0.18, enterprise: 0.02 };
export const PRICE = { mean: 3, sigma: 1 };
export const QUANTITY = { exponent: 1.2, max: 1000 };
export const ACTIVE_SHARE = 0.9;
export const NOTE_WORDS = { min: 3, max: 10 };
export const MOST_TAGS = 4;
/** Ages from 18 to 80 on the first of January 2025. */
export const BIRTH = { from: '1944-01-02', to: '2007-01-01' };
export const CREATED = { from: '2025-01-01T00:00:00.000Z', to: '2025-12-31T23:59:59.999Z' };
