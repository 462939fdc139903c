#!/usr/bin/python3
"""Rows for slurmdbd's job and step tables (schema of Slurm 22.05), tab-separated, for LOAD DATA.

`jobs` and `steps` are two passes over the same pseudo-random sequence, so both must draw the same numbers in the
same order whatever they print. Resource numbers in a tres string are Slurm's fixed ids: 1 cpu, 2 mem (MiB), 3 energy,
4 node, 5 billing, 6 fs/disk, 7 vmem, 8 pages; GPUs have the ids that `tres_table` gave them.
"""
import argparse
import bisect
import math
import random
import sys
import time

JOB_COLUMNS = """job_db_inx mod_time account cpus_req exit_code flags job_name id_assoc id_array_job id_array_task
id_job id_qos id_resv id_wckey id_user id_group het_job_id het_job_offset kill_requid state_reason_prev mem_req nodelist
nodes_alloc node_inx `partition` priority state timelimit time_submit time_eligible time_start time_end work_dir
submit_line tres_alloc tres_req""".split()

STEP_COLUMNS = """job_db_inx exit_code id_step nodelist nodes_alloc node_inx state step_name task_cnt time_start
time_end user_sec user_usec sys_sec tres_alloc tres_usage_in_ave tres_usage_in_max tres_usage_in_max_taskid
tres_usage_in_max_nodeid tres_usage_in_min tres_usage_in_min_taskid tres_usage_in_min_nodeid tres_usage_in_tot
tres_usage_out_ave tres_usage_out_max tres_usage_out_max_taskid tres_usage_out_max_nodeid tres_usage_out_min
tres_usage_out_min_taskid tres_usage_out_min_nodeid tres_usage_out_tot""".split()

# Slurm's numbers of job states.
COMPLETED, CANCELLED, FAILED, TIMEOUT, NODE_FAIL, PREEMPTED, OUT_OF_MEMORY, REQUEUED = 3, 4, 5, 6, 7, 8, 11, 1024
EXIT_CODE = {FAILED: 256, OUT_OF_MEMORY: 253, CANCELLED: 15, TIMEOUT: 0}
BATCH_STEP, EXTERN_STEP = -5, -4
NO_VALUE = 4294967294
MEMORY_PER_CPU = 1 << 63
NULL = r"\N"
DAY = 86400


def weighted(pairs):
    """A list in which each value occurs as often as its weight, for a quick pick."""
    return [value for value, weight in pairs for _ in range(weight)]


CPUS = weighted([(1, 40), (2, 8), (4, 14), (8, 12), (16, 8), (20, 5), (32, 5), (64, 5), (128, 2), (256, 1)])
GPUS = weighted([(1, 70), (2, 15), (4, 12), (8, 3)])
STATES = weighted([(COMPLETED, 830), (FAILED, 80), (CANCELLED, 45), (TIMEOUT, 30), (OUT_OF_MEMORY, 10),
                   (PREEMPTED, 4), (NODE_FAIL, 1)])


class Job:
    """One row of the job table, and what its steps are made from."""


class Jobs:
    """The sequence: arrays of ten, requeues under the same id, users by Zipf's law, long-tailed durations."""

    def __init__(self, options, associations):
        self.options = options
        self.associations = associations
        self.random = random.Random(options.seed)
        self.now = int(time.time() // 3600 * 3600)  # by the hour, so that the two passes agree
        self.high = min(options.high, self.now)
        self.popularity = []
        total = 0.0
        for rank in range(len(associations)):
            total += 1 / (rank + 1) ** 1.1
            self.popularity.append(total)

    def __iter__(self):
        draw, options = self.random.random, self.options
        low, high = options.low, self.high
        job_id = options.first_id - 1
        array_id, tasks_left, array_shape, attempt = 0, 0, None, None
        for index in range(options.jobs):
            job = Job()
            job.index = options.first_index + index
            job.submit = low + int((high - low) * (index + draw()) / options.jobs)
            picked = bisect.bisect_left(self.popularity, draw() * self.popularity[-1])
            job.user_index = min(picked, len(self.associations) - 1)
            job.owner = self.associations[job.user_index]
            job.cpus = CPUS[int(draw() * len(CPUS))]
            job.gpus = GPUS[int(draw() * len(GPUS))] if draw() < .12 else 0
            job.nodes = max(1, (job.cpus + 63) // 64, (job.gpus + 3) // 4)
            job.cpus = max(job.cpus, job.nodes)
            duration = min(int(math.exp(self.random.gauss(7.2, 1.9))), 14 * DAY)
            wait = int(-900 * math.log(1 - draw()))
            job.state = STATES[int(draw() * len(STATES))]
            job.memory_per_cpu = (1000, 2000, 4000, 8000)[int(draw() * 4)]
            job.memory_share = min(.99, .05 + .9 * draw() ** 2)
            job.x, job.y = draw(), draw()
            job.limit = 60 * (1 << int(draw() * 9))
            second_attempt = attempt is not None
            if second_attempt:
                job_id, job.submit, job.user_index, job.owner = attempt
                array_id, tasks_left = 0, 0
            elif tasks_left > 0:
                job_id += 1
                tasks_left -= 1
                job.user_index, job.owner, job.cpus, job.gpus, job.nodes, job.memory_per_cpu = array_shape
            else:
                job_id += 1
                array_id, tasks_left = 0, 0
                if job.x < .02:
                    array_id, tasks_left = job_id, 9
                    array_shape = (job.user_index, job.owner, job.cpus, job.gpus, job.nodes, job.memory_per_cpu)
            job.id, job.array_id, job.array_task = job_id, array_id, 9 - tasks_left
            requeued = not second_attempt and not array_id and job.y < .003
            attempt = None
            if job.state == TIMEOUT:
                duration = job.limit * 60 + int(25 * job.y)
            else:
                job.limit = max(job.limit, duration // 60 + 1)
            job.start = job.submit + wait
            job.end = job.start + duration
            if job.end > high:  # nothing ends in the future
                job.end = max(job.submit, min(job.end, high + 20 * DAY, self.now))
                job.start = min(job.start, job.end)
            job.never_started = job.state == CANCELLED and job.y < .4
            if requeued:
                job.state = (REQUEUED, PREEMPTED, NODE_FAIL)[int(job.y * 1000)]
                attempt = (job_id, job.end, job.user_index, job.owner)
            if job.never_started:
                job.start = job.end
            job.memory = job.memory_per_cpu * job.cpus
            job.gpu_type = "a100" if job.x < .7 else "v100"
            place = int(job.x * 900)
            kind = "g" if job.gpus else "a"
            job.first_node = f"{options.cluster}-{kind}{place:03d}"
            job.node_list, job.node_index = job.first_node, str(place)
            if job.nodes > 1:
                last = place + job.nodes - 1
                job.node_list = f"{options.cluster}-{kind}[{place:03d}-{last:03d}]"
                job.node_index = f"{place}-{last}"
            yield job


class Rows:
    """Table rows of a job and of its steps."""

    def __init__(self, tres, typed):
        self.tres = tres
        self.typed = typed

    def allocation(self, job, cpus, memory, nodes, gpus, billing):
        text = f"1={cpus},2={memory},4={nodes}" + (f",5={cpus}" if billing else "")
        if gpus:
            text += f",{self.tres['gres/gpu']}={gpus}"
            typed_id = self.tres.get("gres/gpu:" + job.gpu_type)
            if self.typed and typed_id:
                text += f",{typed_id}={gpus}"
        return text

    def job(self, job):
        whole = self.allocation(job, job.cpus, job.memory, job.nodes, job.gpus, True)
        user_id = 80001 + job.user_index
        cancelled_by = NULL
        if job.state == CANCELLED and job.y <= .95:
            cancelled_by = 0 if job.y > .9 else user_id
        memory = job.memory_per_cpu | MEMORY_PER_CPU if job.y < .5 else job.memory // job.nodes
        user, association, account = job.owner
        yield (job.index, job.end, account, job.cpus, EXIT_CODE.get(job.state, 0), 20, f"job{job.user_index % 50}",
               association, job.array_id, job.array_task if job.array_id else NO_VALUE, job.id, 1, 0, 0, user_id, 65534,
               0, NO_VALUE, cancelled_by, 0, memory, "None assigned" if job.never_started else job.node_list,
               0 if job.never_started else job.nodes, NULL if job.never_started else job.node_index,
               "gpu" if job.gpus else "cpu", 4294900000, job.state, job.limit, job.submit, job.submit, job.start,
               job.end, "/home/" + user, "sbatch job.sh", "" if job.never_started else whole, whole)

    def steps(self, job):
        if job.never_started:
            return
        seconds = int((job.end - job.start) * job.cpus * (.2 + .8 * job.x))
        yield self.step(job, BATCH_STEP, "batch", 1, seconds)
        if job.x > .7:
            yield self.step(job, 0, "main", job.nodes, seconds)
        else:
            yield self.step(job, EXTERN_STEP, "extern", job.nodes, seconds)

    def step(self, job, number, name, nodes, seconds):
        extern = number == EXTERN_STEP
        if extern:
            allocation = self.allocation(job, job.cpus, job.memory, job.nodes, job.gpus, True)
            resident = 1000000 + int(job.y * 900000)
        else:
            allocation = self.allocation(job, -(-job.cpus * nodes // job.nodes), job.memory * nodes // job.nodes, nodes,
                                         -(-job.gpus * nodes // job.nodes), False)
            resident = int(job.memory / job.nodes * 1048576 * job.memory_share)
        tasks = nodes if number else max(1, job.cpus // 4)
        if number == 0:
            resident = resident * job.nodes // tasks
        resident = resident // 4096 * 4096
        disk = int(resident * .3)
        average = int(resident * (.8 + .2 * job.x)) if tasks > 1 else resident

        def usage(memory):
            return f"1={0 if extern else seconds * 1000},2={memory},3=0,6={disk},7={memory * 2},8=3"

        states = (COMPLETED, CANCELLED, FAILED, OUT_OF_MEMORY, NODE_FAIL)
        state = COMPLETED if extern else job.state if job.state in states else CANCELLED
        place = "1=0,2=0,6=0,7=0,8=0"
        node = "1=0,2=0,3=0,6=0,7=0,8=0"
        written = f"3=0,6={disk // 2}"
        whole = nodes == job.nodes
        return (job.index, EXIT_CODE.get(state, 0), number, job.node_list if whole else job.first_node, nodes,
                job.node_index if whole else job.node_index.split("-")[0], state, name, tasks, job.start, job.end,
                0 if extern else seconds, int(job.y * 999999), job.cpus // 20, allocation, usage(average),
                usage(resident), place, node, usage(int(resident * .7)), place, node, usage(average * tasks), written,
                written, "6=0", "3=0,6=0", written, "6=0", "3=0,6=0", written)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", required=True, help="directory with `associations` and `tres`")
    parser.add_argument("--cluster", required=True)
    parser.add_argument("--jobs", type=int, required=True)
    parser.add_argument("--from", dest="low", type=int, required=True, help="epoch seconds")
    parser.add_argument("--to", dest="high", type=int, required=True, help="epoch seconds, not included")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--first-index", type=int, required=True)
    parser.add_argument("--first-id", type=int, required=True)
    parser.add_argument("--gpus", choices=("typed", "untyped"), required=True)
    parser.add_argument("what", choices=("jobs", "steps", "job-columns", "step-columns"))
    options = parser.parse_args()
    if options.what == "job-columns":
        return print(",".join(JOB_COLUMNS))
    if options.what == "step-columns":
        return print(",".join(STEP_COLUMNS))
    with open(options.files + "/associations") as file:
        associations = [line.rstrip("\n").split("\t") for line in file]
    with open(options.files + "/tres") as file:
        tres = dict(line.rstrip("\n").split("\t") for line in file)
    rows = Rows(tres, options.gpus == "typed")
    rows_of = rows.job if options.what == "jobs" else rows.steps
    for job in Jobs(options, associations):
        for row in rows_of(job):
            sys.stdout.write("\t".join(map(str, row)) + "\n")


if __name__ == "__main__":
    main()
