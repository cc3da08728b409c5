/**
 * The administrators' pages look like the rest of the portal. They stand beside it for the sake of one thing: without a
 * not-found page of their own, they answer everybody else with the one of an address that does not exist.
 */
export { default } from "../(portal)/layout";
