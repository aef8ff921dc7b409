"""Solves an MPS file with native HiGHS, to gap 0, and prints the objective and the seconds it took.

For the bench: BENCH_HIGHS="python3 bench/native-highs.py", with a Python that has highspy.
"""

import sys
import time

import highspy

solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.setOptionValue("mip_rel_gap", 0.0)
# Costs are whole numbers: a plan within less than 1 of the bound is the best, as our own search holds too.
solver.setOptionValue("mip_abs_gap", 0.9)
solver.readModel(sys.argv[1])
began = time.perf_counter()
solver.run()
seconds = time.perf_counter() - began
status = solver.modelStatusToString(solver.getModelStatus())
if status != "Optimal":
    sys.exit(f"status {status}")
print(f"objective {solver.getInfo().objective_function_value:.6f}")
print(f"seconds {seconds:.4f}")
