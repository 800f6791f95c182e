import { civilFromDays, DAY_MS, daysFromCivil } from '../kernels/time.ts';

/**
 * Last day (days since 1970) on which one could be born and be `years` years old on the day of `time`. Who was
 * born on 29 February has a birthday on 1 March of other years.
 */
export function latestBirthDay(time: number, years: number): number {
  const { year, month, day } = civilFromDays(Math.floor(time / DAY_MS));
  const isLeapDay = month === 2 && day === 29 && !isLeapYear(year - years);
  return daysFromCivil(year - years, month, isLeapDay ? 28 : day);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
