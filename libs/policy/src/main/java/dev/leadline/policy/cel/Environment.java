package dev.leadline.policy.cel;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardOverload;
import dev.cel.common.CelOptions;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import java.util.Set;
import java.util.stream.Stream;

/// What CEL is to the policy: the names of a vocabulary, the operators and functions on the types
/// that a catalogue has, and no others. Parser and runtime are the same for every vocabulary.
///
/// CEL declares its functions anew for each condition that it checks, so those on types that no
/// field has (times, bytes, unsigned numbers) would cost more than the check.
final class Environment {
  /// Bounds what a condition may cost: macros over lists are cut after so many steps.
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(10_000)
          .build();

  private static final Set<CelType> FOREIGN_TYPES =
      Set.of(SimpleType.TIMESTAMP, SimpleType.DURATION, SimpleType.BYTES, SimpleType.UINT);
  private static final CelStandardDeclarations DECLARATIONS =
      CelStandardDeclarations.newBuilder()
          .filterFunctions((_, overload) -> isOnCatalogueTypes(overload))
          .build();
  private static final CelStringExtensions TEXT_FUNCTIONS =
      CelExtensions.strings(
          CelStringExtensions.Function.INDEX_OF,
          CelStringExtensions.Function.LAST_INDEX_OF,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.REPLACE,
          CelStringExtensions.Function.SPLIT,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.UPPER_ASCII);

  static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(
              CelStandardMacro.ALL,
              CelStandardMacro.EXISTS,
              CelStandardMacro.EXISTS_ONE,
              CelStandardMacro.FILTER,
              CelStandardMacro.MAP)
          .addMacros(HasMacro.MACRO)
          .build();

  private Environment() {}

  /// Checks conditions against the names and types of a vocabulary.
  static CelChecker checker(Vocabulary vocabulary) {
    return CelCompilerFactory.standardCelCheckerBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(DECLARATIONS)
        .addLibraries(TEXT_FUNCTIONS)
        .addVarDeclarations(
            vocabulary.variables().values().stream()
                .map(variable -> CelVarDecl.newVarDeclaration(variable.name(), variable.type()))
                .toList())
        .setResultType(SimpleType.BOOL)
        .build();
  }

  /// Evaluates what terms cannot. Its classes cost a quarter of a second to load, and most policies
  /// never need them.
  static CelRuntime runtime() {
    return Evaluation.OF_EVERY_CONDITION;
  }

  private static final class Evaluation {
    static final CelRuntime OF_EVERY_CONDITION =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(StandardFunction.MATCHES)
                    .build())
            .addFunctionBindings(new Patterns().functions())
            .addLibraries(TEXT_FUNCTIONS)
            .build();
  }

  private static boolean isOnCatalogueTypes(StandardOverload overload) {
    return Stream.concat(
            overload.celOverloadDecl().parameterTypes().stream(),
            Stream.of(overload.celOverloadDecl().resultType()))
        .noneMatch(FOREIGN_TYPES::contains);
  }
}
