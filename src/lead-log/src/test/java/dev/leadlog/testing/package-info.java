/**
 * Shared by the tests of every module: the emulators behind proxies that simulate failures, and a
 * clock that tests can move.
 */
package dev.leadlog.testing;
