/**
 * The operations of the API and the operations function, with the same input and results in both.
 * The entry points are one class per subject, such as {@link
 * dev.leadlog.operations.LeadLogOperations} and {@link dev.leadlog.operations.PageOperations}, and
 * {@link dev.leadlog.operations.Operations}, which selects an operation by the name of an action.
 */
package dev.leadlog.operations;
