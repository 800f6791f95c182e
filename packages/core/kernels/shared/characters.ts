/** Characters of ASCII that several kernels look for or write. */

export const TAB: u8 = 9;
export const LINE_FEED: u8 = 10;
export const CARRIAGE_RETURN: u8 = 13;
export const SPACE: u8 = 32;
export const QUOTE: u8 = 34;
export const PLUS: u8 = 43;
export const COMMA: u8 = 44;
export const HYPHEN: u8 = 45;
/** The hyphen before a number. */
export const MINUS: u8 = HYPHEN;
export const POINT: u8 = 46;
export const ZERO: u8 = 48;
export const COLON: u8 = 58;
export const SEMICOLON: u8 = 59;
export const BACKSLASH: u8 = 92;
