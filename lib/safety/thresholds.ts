/** A credential unused for this many days is probably not needed any more. */
export const unusedDays = 90;

/** A new credential has had no time yet to show what it needs. */
export const settledDays = 7;

/** A program that is called from so few addresses can be held to them. */
export const fewAddresses = 5;

/** Used from this many networks (/24, /48 of IPv6) within a week, a credential is shared or in other hands. */
export const manyNetworks = { networks: 10, withinDays: 7 };

/** What ends within these days, and has less than a quarter of its life before it. */
export const soonDays = 14;

/** The end that is proposed. */
export const proposedDays = 90;
