/** Every digit but one: the check digit that is right. `shift` from 0 to 8 tells which. */
export function otherDigit(right: string, shift: number): string {
  return `${(Number(right) + 1 + shift) % 10}`;
}

/** Every capital letter but one. `shift` from 0 to 24 tells which. */
export function otherLetter(right: string, shift: number): string {
  return String.fromCharCode(65 + ((right.charCodeAt(0) - 65 + 1 + shift) % 26));
}
