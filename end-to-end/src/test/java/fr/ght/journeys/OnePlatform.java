package fr.ght.journeys;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives journeys one platform that all of them share, each in a group of its own; it is started for
 * the first and stopped after the last. A journey that fails is followed by what all processes said
 * last.
 */
public final class OnePlatform
    implements ParameterResolver,
        AfterTestExecutionCallback,
        LifecycleMethodExecutionExceptionHandler {
  private static final Namespace OURS = Namespace.create(OnePlatform.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == RunningPlatform.class;
  }

  @Override
  public RunningPlatform resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return platform(test);
  }

  @Override
  public void afterTestExecution(ExtensionContext test) {
    platform(test).tellIfFailed(test);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext tests, Throwable failure)
      throws Throwable {
    platform(tests).tellLastWords(tests);
    throw failure;
  }

  private static RunningPlatform platform(ExtensionContext test) {
    return test.getRoot()
        .getStore(OURS)
        .computeIfAbsent(
            RunningPlatform.class, _ -> RunningPlatform.start(), RunningPlatform.class);
  }
}
