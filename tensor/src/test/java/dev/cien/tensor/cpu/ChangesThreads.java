package dev.cien.tensor.cpu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A test class that sets the number of threads, which all programs of a process share: one such
/// class at a time.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("Workers.setThreads")
@interface ChangesThreads {}
