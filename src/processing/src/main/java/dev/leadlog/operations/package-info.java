/**
 * What people can ask of Leadlog, in the same words and with the same answers whether they ask over
 * HTTP or call the operations function: {@link dev.leadlog.operations.LeadLogOperations}, {@link
 * dev.leadlog.operations.PageOperations} and their neighbours, and {@link
 * dev.leadlog.operations.Operations}, which picks one of them by the name of an action.
 */
package dev.leadlog.operations;
