/**
 * Memory that tables leave to checks which are known only when they are open. Pages that nobody touches cost nothing.
 */
export const CHECKS_ROOM = 1 << 21;
