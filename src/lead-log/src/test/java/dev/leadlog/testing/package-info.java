/**
 * What the tests of every module share: the emulators behind doors that can be shut, and a clock
 * that can be moved.
 */
package dev.leadlog.testing;
