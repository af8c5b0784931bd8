/**
 * What the tests of this module share: a Meta that counts its calls, the system's clock that can be
 * moved, and leads on their way through queue and processor.
 */
package dev.leadlog.workbench;
