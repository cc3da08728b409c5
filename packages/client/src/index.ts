export { KeyhouseError, type KeyhouseIssue } from "./errors";
export { createClient, type Client, type ClientOptions, type RequestOptions } from "./request";
