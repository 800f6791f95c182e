// Written by scripts/write-catalogs.mjs from the files beside it: run `npm run catalogs`.
import type { GeneratorDefinition } from './define.ts';
import { boolean, datatypeBoolean } from './generators/boolean.ts';
import { choice } from './generators/choice.ts';
import { ean13, price, sku } from './generators/commerce-numbers.ts';
import { colorName, department, product, productMaterial, productName } from './generators/commerce-products.ts';
import { buzzPhrase, catchPhrase, companyName } from './generators/company.ts';
import { constant } from './generators/constant.ts';
import { dateMonth, dateWeekday } from './generators/date-names.ts';
import { dateBetween, dateBirth, dateBirthdate, dateFuture, datePast, dateRecent, dateSoon } from './generators/dates.ts';
import { derive } from './generators/derive.ts';
import { accountNumber, bic, cardNumber, creditCardNumber, iban } from './generators/finance-accounts.ts';
import { amount, currency, currencyCode, currencyName, currencySymbol } from './generators/finance-money.ts';
import { domain, domainName, email, exampleEmail, url, username } from './generators/internet-names.ts';
import { ip, ipv4, ipv6, mac, userAgent } from './generators/internet-numbers.ts';
import { list } from './generators/list.ts';
import { city, country, countryCode, latitude, longitude, postcode, state, zipCode } from './generators/location-places.ts';
import { buildingNumber, street, streetAddress } from './generators/location-street.ts';
import { loremParagraph, loremParagraphs, loremSentence, loremSentences, loremWord, loremWords } from './generators/lorem.ts';
import { array, json, object } from './generators/nested.ts';
import { numberBigint } from './generators/number-bigint.ts';
import { numberDecimal, numberFloat, numberInt } from './generators/numbers.ts';
import { birthDate, gender, jobTitle, prefix, sex } from './generators/person-details.ts';
import { firstName, fullName, lastName } from './generators/person-names.ts';
import { ssn } from './generators/person-ssn.ts';
import { phoneNumber } from './generators/phone-number.ts';
import { regex } from './generators/regex.ts';
import { sequence } from './generators/sequence.ts';
import { template } from './generators/template.ts';
import { textParagraph, textParagraphs, textSentence, textSentences, textWord, textWords } from './generators/text.ts';
import { ulid, uuidv7 } from './generators/time-ids.ts';
import { uuid } from './generators/uuid.ts';

/** Every definition of generate/generators, by its own name. */
export const GENERATORS: Readonly<Record<string, GeneratorDefinition>> = {
  [accountNumber.name]: accountNumber,
  [amount.name]: amount,
  [array.name]: array,
  [bic.name]: bic,
  [birthDate.name]: birthDate,
  [boolean.name]: boolean,
  [buildingNumber.name]: buildingNumber,
  [buzzPhrase.name]: buzzPhrase,
  [cardNumber.name]: cardNumber,
  [catchPhrase.name]: catchPhrase,
  [choice.name]: choice,
  [city.name]: city,
  [colorName.name]: colorName,
  [companyName.name]: companyName,
  [constant.name]: constant,
  [country.name]: country,
  [countryCode.name]: countryCode,
  [creditCardNumber.name]: creditCardNumber,
  [currency.name]: currency,
  [currencyCode.name]: currencyCode,
  [currencyName.name]: currencyName,
  [currencySymbol.name]: currencySymbol,
  [datatypeBoolean.name]: datatypeBoolean,
  [dateBetween.name]: dateBetween,
  [dateBirth.name]: dateBirth,
  [dateBirthdate.name]: dateBirthdate,
  [dateFuture.name]: dateFuture,
  [dateMonth.name]: dateMonth,
  [datePast.name]: datePast,
  [dateRecent.name]: dateRecent,
  [dateSoon.name]: dateSoon,
  [dateWeekday.name]: dateWeekday,
  [department.name]: department,
  [derive.name]: derive,
  [domain.name]: domain,
  [domainName.name]: domainName,
  [ean13.name]: ean13,
  [email.name]: email,
  [exampleEmail.name]: exampleEmail,
  [firstName.name]: firstName,
  [fullName.name]: fullName,
  [gender.name]: gender,
  [iban.name]: iban,
  [ip.name]: ip,
  [ipv4.name]: ipv4,
  [ipv6.name]: ipv6,
  [jobTitle.name]: jobTitle,
  [json.name]: json,
  [lastName.name]: lastName,
  [latitude.name]: latitude,
  [list.name]: list,
  [longitude.name]: longitude,
  [loremParagraph.name]: loremParagraph,
  [loremParagraphs.name]: loremParagraphs,
  [loremSentence.name]: loremSentence,
  [loremSentences.name]: loremSentences,
  [loremWord.name]: loremWord,
  [loremWords.name]: loremWords,
  [mac.name]: mac,
  [numberBigint.name]: numberBigint,
  [numberDecimal.name]: numberDecimal,
  [numberFloat.name]: numberFloat,
  [numberInt.name]: numberInt,
  [object.name]: object,
  [phoneNumber.name]: phoneNumber,
  [postcode.name]: postcode,
  [prefix.name]: prefix,
  [price.name]: price,
  [product.name]: product,
  [productMaterial.name]: productMaterial,
  [productName.name]: productName,
  [regex.name]: regex,
  [sequence.name]: sequence,
  [sex.name]: sex,
  [sku.name]: sku,
  [ssn.name]: ssn,
  [state.name]: state,
  [street.name]: street,
  [streetAddress.name]: streetAddress,
  [template.name]: template,
  [textParagraph.name]: textParagraph,
  [textParagraphs.name]: textParagraphs,
  [textSentence.name]: textSentence,
  [textSentences.name]: textSentences,
  [textWord.name]: textWord,
  [textWords.name]: textWords,
  [ulid.name]: ulid,
  [url.name]: url,
  [userAgent.name]: userAgent,
  [username.name]: username,
  [uuid.name]: uuid,
  [uuidv7.name]: uuidv7,
  [zipCode.name]: zipCode,
};
