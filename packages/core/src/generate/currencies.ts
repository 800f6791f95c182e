/** Code, English name and sign of currencies in wide use. Source: ISO 4217; signs: Unicode CLDR. */
const TABLE = `
AED|UAE Dirham|AED
ARS|Argentine Peso|$
AUD|Australian Dollar|A$
BDT|Bangladeshi Taka|৳
BRL|Brazilian Real|R$
CAD|Canadian Dollar|CA$
CHF|Swiss Franc|CHF
CLP|Chilean Peso|CLP$
CNY|Chinese Yuan|CN¥
COP|Colombian Peso|COL$
CZK|Czech Koruna|Kč
DKK|Danish Krone|kr.
EGP|Egyptian Pound|E£
EUR|Euro|€
GBP|Pound Sterling|£
GHS|Ghanaian Cedi|GH₵
HKD|Hong Kong Dollar|HK$
HUF|Hungarian Forint|Ft
IDR|Indonesian Rupiah|Rp
ILS|Israeli New Shekel|₪
INR|Indian Rupee|₹
JPY|Japanese Yen|¥
KES|Kenyan Shilling|KSh
KRW|South Korean Won|₩
MAD|Moroccan Dirham|MAD
MXN|Mexican Peso|MX$
MYR|Malaysian Ringgit|RM
NGN|Nigerian Naira|₦
NOK|Norwegian Krone|NKr
NZD|New Zealand Dollar|NZ$
PEN|Peruvian Sol|S/
PHP|Philippine Peso|₱
PKR|Pakistani Rupee|Rs
PLN|Polish Zloty|zł
RON|Romanian Leu|lei
RSD|Serbian Dinar|RSD
SAR|Saudi Riyal|SR
SEK|Swedish Krona|kr
SGD|Singapore Dollar|S$
THB|Thai Baht|฿
TRY|Turkish Lira|₺
TWD|New Taiwan Dollar|NT$
UAH|Ukrainian Hryvnia|₴
USD|US Dollar|US$
UYU|Uruguayan Peso|$U
VND|Vietnamese Dong|₫
ZAR|South African Rand|R
`;

const RECORDS = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|'));

const column = (at: number): readonly string[] => RECORDS.map((record) => record[at] ?? '');

/** Parallel lists, each without repeats. */
export const CURRENCIES = { code: column(0), name: column(1), symbol: column(2) } as const;
