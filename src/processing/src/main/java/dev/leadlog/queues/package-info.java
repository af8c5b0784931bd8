/** The queues of bulk work ({@link dev.leadlog.queues.Queues}). */
package dev.leadlog.queues;
